import asyncio


async def fetch(value):
    await asyncio.sleep(0.001)
    return value


print("importing", __name__)
value = asyncio.run(fetch("at import"))


def function():
    return asyncio.run(fetch("from a function of a module"))
