import asyncio


async def main():
    async with asyncio.timeout(0.002):
        await asyncio.sleep(10)


asyncio.run(main())
