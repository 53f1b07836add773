import asyncio


async def fib(n):
    return n if n < 2 else await fib(n - 1) + await fib(n - 2)


async def depth(n):
    if n == 0:
        await asyncio.sleep(0)
        return 0
    return 1 + await depth(n - 1)


async def main():
    print(await fib(15), await depth(200))


asyncio.run(main())
