import asyncio


async def inner():
    await asyncio.sleep(10)


async def outer(task):
    try:
        await task
    except asyncio.CancelledError as error:
        print("outer sees", error.args, asyncio.current_task().cancelling())
    return "outer goes on"


async def main():
    inner_task = asyncio.create_task(inner())
    outer_task = asyncio.create_task(outer(inner_task))
    await asyncio.sleep(0)
    inner_task.cancel("inner only")
    print(await outer_task)


asyncio.run(main())
