"""A bounded queue makes a quick producer wait for a slow consumer; `shutdown` tells the consumer that all is said."""

import asyncio


async def producer(queue):
    for number in range(6):
        await queue.put(number)
        print(f"produced {number}, {queue.qsize()} waiting")
    queue.shutdown()


async def consumer(queue):
    total = 0
    try:
        while True:
            number = await queue.get()
            await asyncio.sleep(0.01)
            total += number
            print(f"        consumed {number}")
    except asyncio.QueueShutDown:
        return total


async def main():
    queue = asyncio.Queue(maxsize=2)
    async with asyncio.TaskGroup() as group:
        group.create_task(producer(queue))
        consuming = group.create_task(consumer(queue))
    print("total:", consuming.result())


asyncio.run(main())
