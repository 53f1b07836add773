import asyncio


async def numbers():
    try:
        for number in range(10):
            yield number
            await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("generator cancelled")
        raise
    finally:
        print("generator finally")


async def child():
    async for number in numbers():
        print("got", number)


async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
