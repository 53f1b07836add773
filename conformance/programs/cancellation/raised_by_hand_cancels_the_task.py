import asyncio


async def child():
    raise asyncio.CancelledError("by hand")


async def main():
    task = asyncio.create_task(child())
    try:
        await task
    except asyncio.CancelledError as error:
        print(error.args, task.cancelled(), task.cancelling())


asyncio.run(main())
