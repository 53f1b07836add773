import asyncio
import time


async def ticker():
    for tick in range(3):
        print("tick", tick)
        await asyncio.sleep(0.02)


async def blocker():
    await asyncio.sleep(0.03)
    print("blocking")
    time.sleep(0.06)
    print("unblocked")


async def main():
    start = time.perf_counter()
    await asyncio.gather(ticker(), blocker())
    print(time.perf_counter() - start >= 0.06)


asyncio.run(main())
