import asyncio


async def slow():
    await asyncio.sleep(0.001)


async def main():
    coro = slow()
    first = asyncio.create_task(coro)
    await asyncio.sleep(0)
    try:
        await coro
    except RuntimeError as error:
        print(error)
    await first


asyncio.run(main())
