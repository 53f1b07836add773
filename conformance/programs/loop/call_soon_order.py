import asyncio


async def main():
    loop = asyncio.get_running_loop()
    for n in range(3):
        loop.call_soon(print, "callback", n)
    loop.call_soon(lambda: loop.call_soon(print, "second turn"))
    loop.call_soon(print, "last of the first turn")
    print("scheduled")
    await asyncio.sleep(0)
    print("after one turn")
    await asyncio.sleep(0)


asyncio.run(main())
