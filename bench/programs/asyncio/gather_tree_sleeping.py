# A tree of tasks, six branches at each of six levels, by gather; each leaf sleeps for a moment.
import asyncio
import time

BRANCHES = 6
LEVELS = 6
REPETITIONS = 3


async def grow(level):
    if level == 0:
        await asyncio.sleep(0.01)
        return 1
    return sum(await asyncio.gather(*[grow(level - 1) for _ in range(BRANCHES)]))


async def main():
    best = float("inf")
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        leaves = await grow(LEVELS)
        best = min(best, time.perf_counter() - start)
    print("leaves:", leaves)
    print(f"time: {best:.6f}")


asyncio.run(main())
