import asyncio


async def main():
    print(await asyncio.sleep(0), await asyncio.sleep(0, "zero"), await asyncio.sleep(0.001, result="later"))
    print(await asyncio.sleep(-1, "negative"))
    try:
        await asyncio.sleep(float("nan"))
    except ValueError as error:
        print(error)
    try:
        await asyncio.sleep("1")
    except TypeError as error:
        print(error)


asyncio.run(main())
