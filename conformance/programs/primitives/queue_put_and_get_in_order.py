import asyncio


async def main():
    queue = asyncio.Queue()
    for item in range(3):
        await queue.put(item)
    print(queue.qsize(), queue.empty(), queue.full(), queue.maxsize)
    print([await queue.get() for _ in range(3)], queue.empty())
    getters = [asyncio.create_task(queue.get(), name=f"getter {n}") for n in range(3)]
    await asyncio.sleep(0)
    for item in "xyz":
        queue.put_nowait(item)
    print(await asyncio.gather(*getters))


asyncio.run(main())
