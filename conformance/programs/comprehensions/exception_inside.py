import asyncio


async def numbers():
    try:
        for i in (2, 1, 0, -1):
            yield i
    finally:
        print("generator closed")


async def main():
    generator = numbers()
    try:
        print([10 // i async for i in generator])
    except ZeroDivisionError as error:
        print(error)
    print(await anext(generator))
    await generator.aclose()
    results = (10 // i async for i in numbers())
    try:
        async for result in results:
            print(result)
    except ZeroDivisionError as error:
        print(error)


asyncio.run(main())
