import asyncio


async def main():
    try:
        async with asyncio.timeout(0.002) as scope:
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as error:
                print("inside it is a cancellation", error.args, asyncio.current_task().cancelling())
        print("swallowed: no timeout error", scope.expired(), asyncio.current_task().cancelling())
    except TimeoutError:
        print("never printed")


asyncio.run(main())
