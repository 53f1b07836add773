import asyncio


async def worker(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    first = asyncio.create_task(worker("first"))
    second = asyncio.create_task(worker("second"))
    first.add_done_callback(lambda task: print("callback", second.cancel()))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait([first, second])
    print(first.cancelled(), second.cancelled())


asyncio.run(main())
