import asyncio


async def child():
    print("running")
    return 42


coro = child()
print(type(coro), coro.__name__, coro.__qualname__)
print(asyncio.run(coro))
