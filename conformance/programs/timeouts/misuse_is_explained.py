import asyncio


async def main():
    scope = asyncio.timeout(1)
    try:
        scope.reschedule(2)
    except RuntimeError as error:
        print(error)
    async with scope:
        try:
            async with scope:
                pass
        except RuntimeError as error:
            print(error)
    try:
        async with scope:
            pass
    except RuntimeError as error:
        print(error)
    try:
        with asyncio.timeout(1):
            pass
    except TypeError as error:
        print(error)


asyncio.run(main())
try:
    asyncio.timeout(1)
except RuntimeError as error:
    print(error)
