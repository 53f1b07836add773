import asyncio


async def worker(queue):
    while True:
        item = await queue.get()
        await asyncio.sleep(0)
        print("done with", item)
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    await queue.join()
    print("an empty queue joins at once")
    task = asyncio.create_task(worker(queue))
    for item in "abc":
        queue.put_nowait(item)
    await queue.join()
    print("joined")
    task.cancel()
    try:
        queue.task_done()
    except ValueError as error:
        print(error)


asyncio.run(main())
