import asyncio


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def square(x):
    return x * x


async def main():
    print([(i, j) async for i in numbers(2) for j in "ab"])
    print([(i, j) for i in range(2) async for j in numbers(2)])
    print([(i, j) async for i in numbers(3) async for j in numbers(i)])
    print([[j async for j in numbers(i)] for i in range(3)])
    print([[await square(j) for j in range(i)] async for i in numbers(3)])
    print({i: {j: [k async for k in numbers(j)] for j in range(i)} async for i in numbers(3)})
    print([x async for x in (y async for y in numbers(3) if y) if await square(x) > 1])


asyncio.run(main())
