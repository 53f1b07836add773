import asyncio


async def fails():
    yield 1
    await asyncio.sleep(0)
    raise ValueError("inside")


async def main():
    generator = fails()
    try:
        async for value in generator:
            print(value)
    except ValueError as error:
        print("caught", error)
    print([value async for value in generator])


asyncio.run(main())
