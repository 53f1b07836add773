import asyncio


async def child():
    try:
        async with asyncio.timeout(5):
            await asyncio.sleep(10)
    except TimeoutError:
        print("never printed")
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
        raise


async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel("from outside")
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
