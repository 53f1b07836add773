import asyncio


async def after(delay, value):
    await asyncio.sleep(delay)
    print("finished", value)
    return value


async def main():
    results = await asyncio.gather(after(0.02, "slow"), after(0, "instant"), after(0.01, "quick"))
    print(results)
    print(await asyncio.gather())


asyncio.run(main())
