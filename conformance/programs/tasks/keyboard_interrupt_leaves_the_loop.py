import asyncio


async def child():
    raise KeyboardInterrupt("stop")


async def main():
    try:
        await asyncio.create_task(child())
    except asyncio.CancelledError:
        print("main cancelled")
        raise


try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print("out:", repr(error))
