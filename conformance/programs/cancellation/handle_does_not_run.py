import asyncio


async def main():
    loop = asyncio.get_running_loop()
    soon = loop.call_soon(print, "never printed")
    later = loop.call_later(0.001, print, "never printed")
    print(soon.cancelled(), later.cancelled())
    soon.cancel()
    later.cancel()
    later.cancel()
    print(soon.cancelled(), later.cancelled())
    await asyncio.sleep(0.003)


asyncio.run(main())
