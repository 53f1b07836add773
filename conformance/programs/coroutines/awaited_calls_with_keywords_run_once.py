# `await f(x=1)` of a function that the module defines itself is compiled apart; it must run once, whatever f is by then.
import asyncio


async def sent(a, b=2, *rest, c=3, **more):
    print("sent", a, b, rest, c, more)
    await asyncio.sleep(0)
    return a


def twice(f):
    async def inner(*args, **keywords):
        print("inner", len(args), keywords)
        return await f(*args, **keywords)

    return inner


class Box:
    async def put(self, item, times=1):
        print("put", item, times)
        return item

    @twice
    async def decorated(self, item, times=1):
        print("decorated", item, times)
        await asyncio.sleep(0)
        return item


async def main():
    print(await sent(a=1), await sent(1, b=5, d=6))
    box = Box()
    print(await box.put(item=1), await box.put(2, times=3))
    print(await box.decorated(item=4), await box.decorated(5, times=6))
    try:
        await box.decorated(item=7, nothing=1)
    except TypeError as e:
        print(e)
    try:
        print(await sent(c=1, a=8))
    finally:
        print("end")
    global other
    other = sent
    await other(a=9)


asyncio.run(main())
