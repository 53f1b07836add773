# recorder: 3.13
"""A worker pool that ends well: at SIGTERM it takes no more jobs, finishes those at hand, and says which are left."""

import asyncio
import os
import signal

SECONDS_TO_FINISH = 0.3


class Pool:
    def __init__(self, size):
        self.jobs = asyncio.Queue()
        self.size = size

    async def run(self, handle):
        """Works until `stop` is called."""
        async with asyncio.TaskGroup() as group:
            for number in range(self.size):
                group.create_task(self.work(f"worker {number}", handle))

    async def work(self, name, handle):
        try:
            while True:
                await handle(name, await self.jobs.get())
        except asyncio.QueueShutDown:
            print(f"{name} goes home")

    def stop(self):
        """Takes the jobs that nobody has begun out of the queue, and lets no more in."""
        left = []
        while not self.jobs.empty():
            left.append(self.jobs.get_nowait())
        self.jobs.shutdown()
        return left


async def handle(name, job):
    print(f"{name} begins job {job}")
    try:
        await asyncio.sleep(0.1 if job < 3 else 10)
        print(f"{name} has done job {job}")
    except asyncio.CancelledError:
        print(f"{name} gives up job {job}")
        raise


async def main():
    pool = Pool(2)
    for job in range(6):
        pool.jobs.put_nowait(job)
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    asyncio.get_running_loop().call_later(0.15, os.kill, os.getpid(), signal.SIGTERM)

    working = asyncio.create_task(pool.run(handle))
    await stopping.wait()
    print("asked to stop; left in the queue:", pool.stop())
    try:
        await asyncio.wait_for(working, SECONDS_TO_FINISH)
    except TimeoutError:
        print("waited long enough")


asyncio.run(main())
