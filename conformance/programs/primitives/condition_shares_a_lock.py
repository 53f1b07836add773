import asyncio


async def main():
    lock = asyncio.Lock()
    condition = asyncio.Condition(lock)
    async with condition:
        print(lock.locked(), condition.locked())
    await condition.acquire()
    condition.release()
    print(lock.locked())
    print(repr(condition).split("[")[1])


asyncio.run(main())
