import asyncio


async def after(delay):
    await asyncio.sleep(delay)
    print(delay)


async def main():
    await asyncio.gather(*(after(delay) for delay in (0.03, 0.01, 0.02, 0, 0.0)))


asyncio.run(main())
