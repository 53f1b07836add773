import asyncio


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def main():
    print([i * i async for i in numbers(5)])
    print(sorted({i % 3 async for i in numbers(7)}))
    print({i: str(i) async for i in numbers(3)})
    generator = (i + 1 async for i in numbers(3))
    print(type(generator).__name__)
    async for value in generator:
        print(value, end=" ")
    print()


asyncio.run(main())
