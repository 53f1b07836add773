import asyncio


async def child():
    await asyncio.sleep(10)


async def main():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(child())
        other = group.create_task(asyncio.sleep(0.002, "other"))
        await asyncio.sleep(0)
        task.cancel()
    print(task.cancelled(), other.result())


asyncio.run(main())
