# A tree of tasks, six branches at each of six levels, by task groups; each leaf sleeps for a moment.
import asyncio
import time

BRANCHES = 6
LEVELS = 6
REPETITIONS = 3


async def grow(level):
    if level == 0:
        await asyncio.sleep(0.01)
        return 1
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(grow(level - 1)) for _ in range(BRANCHES)]
    return sum([task.result() for task in tasks])


async def main():
    best = float("inf")
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        leaves = await grow(LEVELS)
        best = min(best, time.perf_counter() - start)
    print("leaves:", leaves)
    print(f"time: {best:.6f}")


asyncio.run(main())
