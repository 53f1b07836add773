import asyncio


async def child():
    for attempt in range(3):
        try:
            await asyncio.sleep(0.001)
            print("slept", attempt)
        except asyncio.CancelledError as error:
            print("cancelled in", attempt, error.args)


async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    print(task.cancel("one"), task.cancel("two"), task.cancelling())
    await task


asyncio.run(main())
