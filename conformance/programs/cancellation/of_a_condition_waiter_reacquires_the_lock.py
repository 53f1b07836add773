import asyncio


async def waiter(condition):
    async with condition:
        try:
            await condition.wait()
        except asyncio.CancelledError:
            print("cancelled, and the lock is held:", condition.locked())
            raise


async def main():
    condition = asyncio.Condition()
    task = asyncio.create_task(waiter(condition))
    await asyncio.sleep(0)
    async with condition:
        task.cancel()
        await asyncio.sleep(0.001)
        print("main leaves the lock; task done:", task.done())
    await asyncio.wait([task])
    print(condition.locked(), task.cancelled())


asyncio.run(main())
