import asyncio


async def main():
    try:
        async with asyncio.timeout(0):
            print("the body starts")
            await asyncio.sleep(0)
            print("first await over")
            await asyncio.sleep(0)
            print("second await over")
    except TimeoutError:
        print("timed out")
    try:
        async with asyncio.timeout(-1):
            print("runs to its end without an await")
    except TimeoutError:
        print("timed out")
    async with asyncio.timeout(-1):
        pass
    print("left")


asyncio.run(main())
