import asyncio


async def careless():
    try:
        await asyncio.sleep(10)
    except Exception:
        print("never printed")


async def main():
    print(asyncio.CancelledError.__mro__)
    task = asyncio.create_task(careless())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
