import asyncio


async def inner():
    await asyncio.sleep(10)


async def outer():
    await inner()


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    task.cancel("out of patience")
    await task


asyncio.run(main())
