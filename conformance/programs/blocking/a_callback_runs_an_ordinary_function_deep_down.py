import asyncio


def countdown(n):
    return 0 if n == 0 else 1 + countdown(n - 1)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: print("depth", countdown(100)))
    await asyncio.sleep(0)
    return countdown(50)


print(asyncio.run(main()))
