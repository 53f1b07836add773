import asyncio


async def main():
    loop = asyncio.get_running_loop()
    when = loop.time() + 0.005
    for n in range(2):
        loop.call_at(when, print, n)
    loop.call_at(when + 0.002, print, "later")
    loop.call_at(when - 0.002, print, "earlier")
    await asyncio.sleep(0.012)


asyncio.run(main())
