import asyncio


async def coroutine_function():
    pass


async def main():
    loop = asyncio.get_running_loop()
    handle = loop.call_soon(print, "a", "b")
    print(type(handle).__name__, handle.cancelled())
    timer = loop.call_later(10, print, "x")
    print(type(timer).__name__)
    timer.cancel()
    loop.call_soon_threadsafe(print, "threadsafe")
    await asyncio.sleep(0)
    try:
        loop.call_later(None, print)
    except TypeError as error:
        print(error)
    try:
        loop.call_at(None, print)
    except TypeError as error:
        print(error)


asyncio.run(main())
