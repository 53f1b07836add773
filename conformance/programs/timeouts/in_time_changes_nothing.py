import asyncio


async def main():
    async with asyncio.timeout(5) as scope:
        await asyncio.sleep(0)
    print(scope.expired())
    async with asyncio.timeout(None) as scope:
        print(scope.when())
    print(scope.expired())


asyncio.run(main())
