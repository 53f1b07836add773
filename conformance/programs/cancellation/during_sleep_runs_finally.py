import asyncio


async def child():
    try:
        print("sleeping")
        await asyncio.sleep(10)
        print("never printed")
    except asyncio.CancelledError:
        print("except")
        raise
    else:
        print("never printed")
    finally:
        print("finally")


async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel()
    print("requested")
    try:
        await task
    except asyncio.CancelledError:
        print("main sees it")
    print(task.cancelled())


asyncio.run(main())
