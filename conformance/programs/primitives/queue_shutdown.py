import asyncio


async def consumer(queue):
    try:
        while True:
            print("got", await queue.get())
            queue.task_done()
    except asyncio.QueueShutDown as error:
        print("shut down", error.args)


async def putter(queue):
    try:
        await queue.put("late")
    except asyncio.QueueShutDown:
        print("putter refused")


async def main():
    queue = asyncio.Queue(2)
    queue.put_nowait(1)
    queue.put_nowait(2)
    blocked = asyncio.create_task(putter(queue))
    await asyncio.sleep(0)
    queue.shutdown()
    await blocked
    try:
        queue.put_nowait(3)
    except asyncio.QueueShutDown as error:
        print(repr(error))
    await consumer(queue)
    await queue.join()
    waiting = asyncio.Queue()
    task = asyncio.create_task(consumer(waiting))
    await asyncio.sleep(0)
    waiting.shutdown(immediate=True)
    await task
    full = asyncio.Queue()
    full.put_nowait("lost")
    full.shutdown(immediate=True)
    print(full.qsize())
    await full.join()


asyncio.run(main())
