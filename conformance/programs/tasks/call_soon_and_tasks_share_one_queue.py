import asyncio


async def child(name):
    print("task", name)
    asyncio.get_running_loop().call_soon(print, "callback from", name)
    await asyncio.sleep(0)
    print("task", name, "again")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "callback 1")
    task = asyncio.create_task(child("x"))
    loop.call_soon(print, "callback 2")
    other = asyncio.create_task(child("y"))
    loop.call_soon(lambda: loop.call_soon(print, "callback of a callback"))
    await task
    print("x awaited")
    await other
    print("y awaited")


asyncio.run(main())
