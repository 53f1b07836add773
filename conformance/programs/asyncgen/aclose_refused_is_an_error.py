import asyncio


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def main():
    generator = stubborn()
    await anext(generator)
    try:
        await generator.aclose()
    except RuntimeError as error:
        print(error)
    try:
        await generator.aclose()
    except BaseException as error:
        print(repr(error))


asyncio.run(main())
