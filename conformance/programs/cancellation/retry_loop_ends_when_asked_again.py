import asyncio


async def stubborn():
    refused = 0
    while True:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            refused += 1
            print("refused", refused)
            if refused == 3:
                raise


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    while not task.done():
        task.cancel()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    print(task.cancelled(), task.cancelling())


asyncio.run(main())
