# 200,000 tasks asleep at one time, each with its own timer: made, put to sleep, woken and joined.
# memory: 200000
import asyncio
import time

TASKS = 200_000


async def sleeper(number):
    await asyncio.sleep(number % 100 / 10_000)
    return number


async def main():
    start = time.perf_counter()
    tasks = [asyncio.create_task(sleeper(number)) for number in range(TASKS)]
    await asyncio.sleep(0)  # back when every one of them sleeps
    total = sum(await asyncio.gather(*tasks))
    elapsed = time.perf_counter() - start
    print("sum:", total)
    print(f"time: {elapsed:.6f}")


asyncio.run(main())
