import asyncio


async def child():
    print("never printed")


async def main():
    task = asyncio.create_task(child())
    print(task.cancel(), task.cancelled(), task.done())
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args, task.cancelled())
    print(task.cancel())


asyncio.run(main())
