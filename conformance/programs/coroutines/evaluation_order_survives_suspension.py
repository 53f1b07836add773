import asyncio


async def show(value):
    print("start", value)
    await asyncio.sleep(0)
    print("end", value)
    return value


def plain(value):
    print("plain", value)
    return value


async def main():
    print(plain(1), await show(2), plain(3), await show(4))
    print({plain("a"): await show("b"), plain("c"): plain("d")})
    target = [0, 0]
    target[plain(0)] = await show(5)
    total = plain(10)
    total += await show(1)
    print(target, total)


asyncio.run(main())
