# Fifty tasks that take a lock, a semaphore and wait for an event, in turns.
import asyncio
import time

TASKS = 50
ROUNDS = 200
REPETITIONS = 5


async def worker(lock, semaphore, event, log):
    await event.wait()
    for _ in range(ROUNDS):
        async with semaphore:
            async with lock:
                log[0] += 1
                await asyncio.sleep(0)


async def main():
    best = float("inf")
    for _ in range(REPETITIONS):
        lock, semaphore, event, log = asyncio.Lock(), asyncio.Semaphore(5), asyncio.Event(), [0]
        start = time.perf_counter()
        tasks = [asyncio.create_task(worker(lock, semaphore, event, log)) for _ in range(TASKS)]
        await asyncio.sleep(0)
        event.set()
        await asyncio.gather(*tasks)
        best = min(best, time.perf_counter() - start)
    print("rounds:", log[0])
    print(f"time: {best:.6f}")


asyncio.run(main())
