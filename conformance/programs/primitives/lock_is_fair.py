import asyncio


async def worker(name, lock):
    for round in range(2):
        async with lock:
            print(name, round)
            await asyncio.sleep(0)


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(worker(name, lock) for name in "abc"))


asyncio.run(main())
