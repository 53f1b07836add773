import asyncio


async def leftover(name):
    try:
        await asyncio.sleep(10)
    finally:
        print(name, "cancelled at the end")
        await asyncio.sleep(0)
        print(name, "cleaned up")


async def main():
    asyncio.create_task(leftover("only"))
    await asyncio.sleep(0)
    print("main returns")
    return "value"


print(asyncio.run(main()))
