# One coroutine that suspends 20,000 times under 200 awaits: does resuming cost the depth?
import asyncio
import time

DEPTH = 200
TURNS = 20_000
REPETITIONS = 5


async def level(depth):
    if depth:
        return await level(depth - 1) + 1
    total = 0
    for turn in range(TURNS):
        await asyncio.sleep(0)
        total += turn
    return total


async def main():
    best = float("inf")
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        result = await level(DEPTH)
        best = min(best, time.perf_counter() - start)
    print("result:", result)
    print(f"time: {best:.6f}")


asyncio.run(main())
