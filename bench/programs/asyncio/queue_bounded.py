# 100,000 items from one producer to one consumer through a queue of ten places.
import asyncio
import time

ITEMS = 100_000
REPETITIONS = 3


async def produce(queue):
    for item in range(ITEMS):
        await queue.put(item)
    await queue.put(None)


async def consume(queue):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    return total


async def main():
    best = float("inf")
    for _ in range(REPETITIONS):
        queue = asyncio.Queue(10)
        start = time.perf_counter()
        _, total = await asyncio.gather(produce(queue), consume(queue))
        best = min(best, time.perf_counter() - start)
    print("sum of items:", total)
    print(f"time: {best:.6f}")


asyncio.run(main())
