import asyncio


async def waiter(lock):
    await lock.acquire()
    print("waiter has it")
    lock.release()


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    task = asyncio.create_task(waiter(lock))
    await asyncio.sleep(0)
    lock.release()
    print("free for a moment", lock.locked())
    await lock.acquire()
    print("main has it again, task done:", task.done())
    lock.release()
    await task


asyncio.run(main())
