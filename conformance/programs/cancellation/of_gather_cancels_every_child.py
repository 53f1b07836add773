import asyncio


async def child(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print(name, "cancelled", error.args)
        raise


async def main():
    future = asyncio.gather(child("a"), child("b"), child("c"))
    await asyncio.sleep(0)
    print(future.cancel("all of you"), future.cancelled())
    try:
        await future
    except asyncio.CancelledError as error:
        print("gather", error.args)
    print(future.cancelled(), future.cancel())


asyncio.run(main())
