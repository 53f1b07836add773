import asyncio


async def getter(name, queue):
    item = await queue.get()
    print(name, "got", item)


async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(name, queue)) for name in "ab"]
    await asyncio.sleep(0)
    queue.put_nowait("item")
    tasks[0].cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print([task.done() for task in tasks], queue.qsize())
    await asyncio.sleep(0)
    print(tasks[0].cancelled(), tasks[1].done())
    tasks[1].cancel()


asyncio.run(main())
