import asyncio


async def child():
    task = asyncio.current_task()
    task.cancel()
    print("cancelling", task.cancelling())
    print("uncancel", task.uncancel())
    try:
        await asyncio.sleep(0)
        print("nothing was raised")
    except asyncio.CancelledError:
        print("raised all the same")


asyncio.run(child())
