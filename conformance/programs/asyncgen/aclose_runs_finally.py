import asyncio


async def numbers():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("GeneratorExit")
        raise
    finally:
        await asyncio.sleep(0)
        print("finally, after a suspension")


async def main():
    generator = numbers()
    print(await anext(generator))
    print(await generator.aclose())
    print(await generator.aclose())
    try:
        await anext(generator)
    except StopAsyncIteration:
        print("finished")
    fresh = numbers()
    await fresh.aclose()
    print("a fresh one closes in silence")


asyncio.run(main())
