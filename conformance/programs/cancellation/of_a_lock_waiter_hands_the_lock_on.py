import asyncio


async def worker(name, lock):
    try:
        async with lock:
            print(name, "has the lock")
            await asyncio.sleep(0.002)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(worker(name, lock)) for name in "abc"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.wait(tasks)
    print(lock.locked())


asyncio.run(main())
