# Child processes that do nothing, ten at a time: prints how many a second, and a second of its own time.

import asyncio
import time


async def worker(count):
    for _ in range(count):
        process = await asyncio.create_subprocess_exec("true")
        await process.wait()


async def main():
    await worker(5)
    start, own = time.perf_counter(), time.process_time()
    async with asyncio.TaskGroup() as group:
        for _ in range(10):
            group.create_task(worker(20))
    print(200 / (time.perf_counter() - start), 200 / (time.process_time() - own))


asyncio.run(main())
