import asyncio


async def count(name, n):
    for i in range(n):
        print(name, "yields", i)
        yield i
        await asyncio.sleep(0)


async def consume(name):
    async for value in count(name, 2):
        print(name, "has", value)


async def main():
    await asyncio.gather(consume("a"), consume("b"))


asyncio.run(main())
