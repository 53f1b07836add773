import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("inner", error.args)
        raise


async def outer(task):
    try:
        await task
    except asyncio.CancelledError as error:
        print("outer", error.args)
        raise


async def main():
    inner_task = asyncio.create_task(inner())
    outer_task = asyncio.create_task(outer(inner_task))
    await asyncio.sleep(0)
    outer_task.cancel("from main")
    await asyncio.wait([outer_task])
    print(inner_task.cancelled(), outer_task.cancelled())


asyncio.run(main())
