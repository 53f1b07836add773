import asyncio


async def child():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print("child:", error.args)
        raise


async def main():
    for args in ((), (None,), ("because",), (42,)):
        task = asyncio.create_task(child())
        await asyncio.sleep(0)
        task.cancel(*args)
        try:
            await task
        except asyncio.CancelledError as error:
            print("main:", error.args)
    task = asyncio.create_task(child())
    task.cancel(msg="before the start")
    try:
        await task
    except asyncio.CancelledError as error:
        print("main:", error.args)


asyncio.run(main())
