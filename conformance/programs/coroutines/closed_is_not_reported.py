import asyncio


async def child():
    pass


async def main():
    child().close()
    kept = child()
    await kept
    print("nothing to report")


asyncio.run(main())
