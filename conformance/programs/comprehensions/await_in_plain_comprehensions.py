import asyncio


async def double(x):
    await asyncio.sleep(0)
    return x * 2


async def is_odd(x):
    return x % 2 == 1


async def main():
    print([await double(x) for x in range(4)])
    print([x for x in range(6) if await is_odd(x)])
    print({await double(x): await double(x + 1) for x in range(3)})
    print(sorted({await double(x) for x in [1, 1, 2]}))
    print([x for x in await double([1, 2])])
    generator = (await double(x) for x in range(3))
    print(type(generator).__name__, [x async for x in generator])


asyncio.run(main())
