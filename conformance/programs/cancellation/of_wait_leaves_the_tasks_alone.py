import asyncio


async def child():
    await asyncio.sleep(0.005)
    return "child finished"


async def main():
    task = asyncio.create_task(child())
    waiter = asyncio.create_task(asyncio.wait([task]))
    await asyncio.sleep(0)
    waiter.cancel()
    await asyncio.sleep(0)
    print(waiter.cancelled() or waiter.done(), task.done())
    print(await task)


asyncio.run(main())
