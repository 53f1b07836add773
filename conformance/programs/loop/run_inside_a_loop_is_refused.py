# stderr: warnings without positions
import asyncio


async def child():
    pass


async def main():
    coro = child()
    try:
        asyncio.run(coro)
    except RuntimeError as error:
        print(error)
    coro.close()
    coro = child()
    try:
        asyncio.Runner().run(coro)
    except RuntimeError as error:
        print(error)
    coro.close()


asyncio.run(main())
