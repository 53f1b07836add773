import asyncio


async def child():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleanup starts")
        try:
            await asyncio.sleep(10)
            print("never printed")
        finally:
            print("cleanup interrupted")


async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel("first")
    await asyncio.sleep(0)
    task.cancel("second")
    try:
        await task
    except asyncio.CancelledError as error:
        print(error.args, repr(error.__context__))


asyncio.run(main())
