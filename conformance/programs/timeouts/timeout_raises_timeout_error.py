import asyncio


async def main():
    try:
        async with asyncio.timeout(0.005):
            print("waiting")
            await asyncio.sleep(10)
            print("never printed")
    except TimeoutError as error:
        print(repr(error), repr(error.__cause__), asyncio.current_task().cancelling())
    print(asyncio.TimeoutError is TimeoutError)


asyncio.run(main())
