import asyncio


async def count(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def main():
    generator = count(3)
    print(type(generator), generator.__name__)
    async for value in generator:
        print(value)
    else:
        print("else")
    async for value in generator:
        print("never printed")
    try:
        await anext(generator)
    except StopAsyncIteration as error:
        print(repr(error))
    print(await anext(generator, "default"))
    print(aiter(generator) is generator, generator.__aiter__() is generator)


asyncio.run(main())
