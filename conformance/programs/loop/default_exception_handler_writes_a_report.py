import asyncio


def broken():
    raise ValueError("in a callback")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(broken)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "only a message"})
    print("the loop goes on")


asyncio.run(main())
