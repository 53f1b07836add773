import asyncio


async def worker(name, steps):
    for step in range(steps):
        print(f"{name}{step}", end=" ")
        await asyncio.sleep(0)
    print(f"{name}!", end=" ")


async def main():
    await asyncio.gather(worker("a", 4), worker("b", 2), worker("c", 3))
    print()


asyncio.run(main())
