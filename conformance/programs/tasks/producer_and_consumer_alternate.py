import asyncio


async def producer(queue):
    for number in range(4):
        print("put", number)
        await queue.put(number)
    await queue.put(None)


async def consumer(queue):
    while (item := await queue.get()) is not None:
        print("got", item)


async def main():
    queue = asyncio.Queue(1)
    await asyncio.gather(producer(queue), consumer(queue))


asyncio.run(main())
