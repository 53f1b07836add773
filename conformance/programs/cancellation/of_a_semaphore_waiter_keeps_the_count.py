import asyncio


async def worker(name, semaphore):
    async with semaphore:
        print(name, "in")
        await asyncio.sleep(0.002)


async def main():
    semaphore = asyncio.Semaphore(1)
    tasks = [asyncio.create_task(worker(name, semaphore)) for name in "abcd"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    tasks[2].cancel()
    await asyncio.wait(tasks)
    print([task.cancelled() for task in tasks], semaphore.locked())


asyncio.run(main())
