import asyncio


async def child():
    print("runs once")
    return object()


async def main():
    coro = child()
    one, two = await asyncio.gather(coro, coro)
    print(one is two)
    task = asyncio.create_task(child())
    results = await asyncio.gather(task, task, task)
    print(len(results), len(set(results)))


asyncio.run(main())
