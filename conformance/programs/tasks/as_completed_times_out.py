import asyncio


async def after(delay, value):
    await asyncio.sleep(delay)
    return value


async def main():
    late = asyncio.create_task(after(5, "late"))
    try:
        async for task in asyncio.as_completed([late, asyncio.create_task(after(0.001, "early"))], timeout=0.2):
            print(await task)
    except TimeoutError as error:
        print("timed out", repr(error))
    print(late.cancelled(), late.done())
    late.cancel()


asyncio.run(main())
