# A hundred tasks that give way to one another a thousand times each.
import asyncio
import time

TASKS = 100
TURNS = 1_000
REPETITIONS = 5


async def worker(counts, number):
    for _ in range(TURNS):
        counts[number] += 1
        await asyncio.sleep(0)


async def main():
    best = float("inf")
    for _ in range(REPETITIONS):
        counts = [0] * TASKS
        start = time.perf_counter()
        await asyncio.gather(*[worker(counts, number) for number in range(TASKS)])
        best = min(best, time.perf_counter() - start)
    print("turns:", sum(counts))
    print(f"time: {best:.6f}")


asyncio.run(main())
