import asyncio


async def child():
    try:
        await asyncio.sleep(10)
    finally:
        print("closing")
        await asyncio.sleep(0.002)
        print("closed")


async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled after cleanup")


asyncio.run(main())
