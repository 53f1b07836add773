import asyncio


async def numbers(n):
    for i in range(n):
        yield i


async def collect(iterable):
    return [item async for item in iterable]


async def main():
    print(await collect(i * 10 async for i in numbers(3)))
    try:
        sum(i async for i in numbers(3))
    except TypeError as error:
        print(error)
    try:
        list(await asyncio.sleep(0, i) for i in range(3))
    except TypeError as error:
        print(error)


asyncio.run(main())
