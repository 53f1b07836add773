import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("inner", error.args)
        raise


async def main():
    task = asyncio.create_task(asyncio.wait_for(inner(), 5))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel("outer")
    try:
        await task
    except asyncio.CancelledError as error:
        print("outer", error.args)


asyncio.run(main())
