# 20,000 tasks under a timeout each, cancelled while they sleep, cleaning up as they go.
import asyncio
import time

TASKS = 20_000
REPETITIONS = 3


async def worker(log):
    try:
        async with asyncio.timeout(60):
            await asyncio.sleep(30)
    finally:
        log[0] += 1


async def main():
    best = float("inf")
    for _ in range(REPETITIONS):
        log = [0]
        start = time.perf_counter()
        tasks = [asyncio.create_task(worker(log)) for _ in range(TASKS)]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        best = min(best, time.perf_counter() - start)
    print("cleaned up:", log[0], sum([isinstance(outcome, asyncio.CancelledError) for outcome in outcomes]))
    print(f"time: {best:.6f}")


asyncio.run(main())
