# async for over an iterator that is a class of the program's own, and over an asynchronous generator.
import asyncio
import time

ITEMS = 100_000
REPETITIONS = 5


class Counter:
    def __init__(self, end):
        self.end = end
        self.number = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.number >= self.end:
            raise StopAsyncIteration
        self.number += 1
        return self.number


async def count(end):
    for number in range(end):
        yield number


async def run():
    total = 0
    async for number in Counter(ITEMS):
        total += number
    async for number in count(ITEMS):
        total += number
    return total


async def main():
    best = float("inf")
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        total = await run()
        best = min(best, time.perf_counter() - start)
    print("total:", total)
    print(f"time: {best:.6f}")


asyncio.run(main())
