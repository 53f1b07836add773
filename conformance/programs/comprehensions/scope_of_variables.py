import asyncio


async def numbers(n):
    for i in range(n):
        yield i


async def main():
    i = "outer"
    print([i async for i in numbers(3)], i)
    print([(last := j) async for j in numbers(3)], last)
    functions = [lambda: k async for k in numbers(3)]
    print([function() for function in functions])
    print([lambda: i][0]())


asyncio.run(main())
