import asyncio
import time


async def ticker():
    for tick in range(3):
        print("tick", tick)
        await asyncio.sleep(0.2)


async def blocker():
    await asyncio.sleep(0.3)
    print("blocking")
    time.sleep(0.6)
    print("unblocked")


async def main():
    start = time.perf_counter()
    await asyncio.gather(ticker(), blocker())
    print(time.perf_counter() - start >= 0.6)


asyncio.run(main())
