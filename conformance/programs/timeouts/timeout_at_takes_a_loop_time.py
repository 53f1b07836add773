import asyncio


async def main():
    loop = asyncio.get_running_loop()
    when = loop.time() + 0.003
    try:
        async with asyncio.timeout_at(when) as scope:
            print(scope.when() == when)
            await asyncio.sleep(10)
    except TimeoutError:
        print("expired", loop.time() >= when - 0.001)


asyncio.run(main())
