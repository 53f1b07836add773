import asyncio


async def bad():
    yield 1
    raise StopAsyncIteration


async def worse():
    yield 1
    raise StopIteration("value")


async def main():
    for function in (bad, worse):
        try:
            async for value in function():
                print(value)
        except RuntimeError as error:
            print(error, repr(error.__cause__))


asyncio.run(main())
