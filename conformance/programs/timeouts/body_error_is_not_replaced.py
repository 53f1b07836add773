import asyncio


async def main():
    try:
        async with asyncio.timeout(0.002):
            try:
                await asyncio.sleep(10)
            finally:
                raise ValueError("in the body")
    except ValueError as error:
        print(repr(error), repr(error.__context__))
    await asyncio.sleep(0)
    print("no request is left", asyncio.current_task().cancelling())


asyncio.run(main())
