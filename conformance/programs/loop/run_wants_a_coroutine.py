import asyncio


async def child():
    return "awaitable"


class Awaitable:
    def __await__(self):
        yield
        return "any awaitable will do"


for thing in (child, 42, None, [child]):
    try:
        asyncio.run(thing)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, str(error).split(" <")[0])
print(asyncio.run(Awaitable()))
