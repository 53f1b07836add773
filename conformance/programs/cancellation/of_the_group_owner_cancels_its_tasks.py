import asyncio


async def child():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("child cancelled", error.args)
        await asyncio.sleep(0.001)
        print("child cleaned up")
        raise


async def owner():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child())
            await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("owner", error.args, asyncio.current_task().cancelling())
        raise


async def main():
    task = asyncio.create_task(owner())
    await asyncio.sleep(0.001)
    task.cancel("outside")
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
