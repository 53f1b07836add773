import asyncio


async def numbers():
    try:
        for i in range(5):
            yield i
    finally:
        print("finally")


async def main():
    generator = numbers()
    async for value in generator:
        print(value)
        if value == 1:
            break
    print("after break")
    print(await anext(generator))
    await generator.aclose()
    print("after aclose")


asyncio.run(main())
