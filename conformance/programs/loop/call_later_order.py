import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.3, print, "third")
    loop.call_later(0.01, print, "second")
    loop.call_later(0, print, "zero")
    loop.call_later(-1, print, "negative")
    loop.call_soon(print, "soon")
    now = loop.time()
    loop.call_at(now + 0.15, print, "at, between")
    handle = loop.call_at(now + 0.12, print, "never printed")
    print(handle.when() == now + 0.12, handle.cancelled())
    handle.cancel()
    await asyncio.sleep(0.4)


asyncio.run(main())
