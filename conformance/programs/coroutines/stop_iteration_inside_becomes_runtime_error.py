import asyncio


async def child():
    raise StopIteration("value")


async def main():
    try:
        await child()
    except RuntimeError as error:
        print(error, repr(error.__cause__), error.__suppress_context__)


asyncio.run(main())
