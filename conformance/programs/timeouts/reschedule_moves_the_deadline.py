import asyncio


async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(0.002) as scope:
        scope.reschedule(loop.time() + 10)
        await asyncio.sleep(0.006)
        print("not expired", scope.expired())
        scope.reschedule(None)
        print(scope.when())
    try:
        async with asyncio.timeout(None) as scope:
            scope.reschedule(loop.time())
            await asyncio.sleep(10)
    except TimeoutError:
        print("expired", scope.expired())
    try:
        scope.reschedule(None)
    except RuntimeError as error:
        print(error)


asyncio.run(main())
