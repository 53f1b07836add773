import asyncio


async def main():
    asyncio.current_task().cancel("myself")
    print("still running")
    try:
        await asyncio.sleep(0)
        print("never printed")
    except asyncio.CancelledError as error:
        print("now", error.args)


asyncio.run(main())
