import asyncio


async def numbers():
    yield 1
    yield 2


async def main():
    generator = numbers()
    step = generator.asend(None)
    print(type(step).__name__, await step)
    try:
        await step
    except RuntimeError as error:
        print(error)
    closing = generator.aclose()
    print(type(closing).__name__)
    await closing
    try:
        await closing
    except RuntimeError as error:
        print(error)


asyncio.run(main())
