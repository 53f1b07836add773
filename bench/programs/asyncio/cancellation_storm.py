# Thousands of tasks cancelled at once: by a group one of whose tasks fails, and by a timeout around a group.
import asyncio
import time

TASKS = 5_000
REPETITIONS = 3


async def sleeper(log):
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        log[0] += 1
        raise


async def failing():
    await asyncio.sleep(0)
    raise ValueError("fails")


async def failing_group(log):
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(TASKS):
                group.create_task(sleeper(log))
            group.create_task(failing())
    except* ValueError as errors:
        failures = len(errors.exceptions)
    return failures


async def timed_out_group(log):
    try:
        async with asyncio.timeout(0):
            async with asyncio.TaskGroup() as group:
                for _ in range(TASKS):
                    group.create_task(sleeper(log))
    except TimeoutError:
        return "timed out"


async def main():
    best = float("inf")
    for _ in range(REPETITIONS):
        log = [0]
        start = time.perf_counter()
        outcomes = await failing_group(log), await timed_out_group(log)
        best = min(best, time.perf_counter() - start)
    print("outcomes:", *outcomes, log[0])
    print(f"time: {best:.6f}")


asyncio.run(main())
