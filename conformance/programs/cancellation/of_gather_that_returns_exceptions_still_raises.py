import asyncio


async def child():
    await asyncio.sleep(10)


async def gatherer():
    try:
        return await asyncio.gather(child(), child(), return_exceptions=True)
    except asyncio.CancelledError as error:
        print("raised, not returned", error.args)
        raise


async def main():
    task = asyncio.create_task(gatherer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel("outer")
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
