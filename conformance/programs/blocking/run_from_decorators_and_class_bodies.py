import asyncio
import functools


async def fetch(value):
    await asyncio.sleep(0.001)
    return value


def synchronous(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return asyncio.run(function(*args, **kwargs))

    return wrapper


@synchronous
async def add(a, b=0):
    return await fetch(a) + await fetch(b)


class Settings:
    value = asyncio.run(fetch("class body"))
    items = [add(1, n) for n in range(3)]

    @synchronous
    async def method(self, x):
        return await fetch((type(self).__name__, x))


print(add(1, b=2), Settings.value, Settings.items, Settings().method("m"))
print(asyncio.run(fetch("lambda")) if (lambda: asyncio.run(fetch(True)))() else None)
