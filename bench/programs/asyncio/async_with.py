# async with in a hot loop: a lock that is free, and a class of the program's own.
import asyncio
import time

ROUNDS = 100_000
REPETITIONS = 5


class Section:
    def __init__(self):
        self.inside = 0
        self.entered = 0

    async def __aenter__(self):
        self.inside += 1
        self.entered += 1
        return self

    async def __aexit__(self, kind, error, traceback):
        self.inside -= 1
        return False


async def run():
    lock = asyncio.Lock()
    section = Section()
    total = 0
    for number in range(ROUNDS):
        async with lock:
            total += number
        async with section as entered:
            total += entered.inside
    return total, section.entered, section.inside


async def main():
    best = float("inf")
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        result = await run()
        best = min(best, time.perf_counter() - start)
    print("results:", *result)
    print(f"time: {best:.6f}")


asyncio.run(main())
