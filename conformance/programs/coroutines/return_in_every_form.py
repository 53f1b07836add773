import asyncio


async def nothing():
    pass


async def bare():
    return


async def value():
    return 1, 2


async def from_try():
    try:
        return "try"
    finally:
        print("finally runs")


async def overridden():
    try:
        return "try"
    finally:
        await asyncio.sleep(0)
        print("after a suspension")


async def main():
    print(await nothing(), await bare(), await value(), await from_try(), await overridden())


asyncio.run(main())
