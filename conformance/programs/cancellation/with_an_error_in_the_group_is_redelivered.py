import asyncio


async def fail_when_cancelled():
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError("while being cancelled")


async def owner():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail_when_cancelled())
            await asyncio.sleep(10)
    except* ValueError as errors:
        print("group:", errors.exceptions, asyncio.current_task().cancelling())
    print("the request is still there")
    await asyncio.sleep(0)
    print("never printed")


async def main():
    task = asyncio.create_task(owner())
    await asyncio.sleep(0.001)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
