import asyncio


async def putter(queue, item):
    await queue.put(item)
    print("put", item)


async def main():
    queue = asyncio.Queue(maxsize=2)
    tasks = [asyncio.create_task(putter(queue, item)) for item in range(5)]
    await asyncio.sleep(0)
    print("full", queue.full(), queue.qsize())
    while not all(task.done() for task in tasks) or queue.qsize():
        print("got", await queue.get())
        await asyncio.sleep(0)


asyncio.run(main())
