# Coroutines that await coroutines and never suspend: fib(25) is 242,785 of them.
import asyncio
import time

REPETITIONS = 5


async def fib(n):
    if n < 2:
        return n
    return await fib(n - 1) + await fib(n - 2)


async def main():
    best = float("inf")
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        result = await fib(25)
        best = min(best, time.perf_counter() - start)
    print("fib(25) =", result)
    print(f"time: {best:.6f}")


asyncio.run(main())
