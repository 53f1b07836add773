import asyncio


async def resilient():
    while True:
        try:
            yield "value"
        except ValueError as error:
            print("caught", error)
            await asyncio.sleep(0)
            yield "recovered"


async def main():
    generator = resilient()
    print(await anext(generator))
    print(await generator.athrow(ValueError("in")))
    print(await anext(generator))
    try:
        await generator.athrow(KeyError("out"))
    except KeyError as error:
        print(repr(error))
    try:
        await anext(generator)
    except StopAsyncIteration:
        print("finished")
    fresh = resilient()
    try:
        await fresh.athrow(OSError("before the start"))
    except OSError as error:
        print(error)


asyncio.run(main())
