import asyncio


async def child(number):
    return number


async def main():
    child(1)
    print("going on")
    child(
        2,
    )


asyncio.run(main())
