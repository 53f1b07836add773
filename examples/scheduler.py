"""A scheduler: jobs at a time, after a time, and again and again; each can be called off, and none takes others down."""

import asyncio


class Scheduler:
    """Runs jobs for as long as its block lasts."""

    async def __aenter__(self):
        self.jobs = set()
        self.loop = asyncio.get_running_loop()
        self.start = self.loop.time()
        return self

    async def __aexit__(self, *details):
        for job in self.jobs:
            job.cancel()
        await asyncio.gather(*self.jobs, return_exceptions=True)

    def now(self):
        """Tenths of a second since the start."""
        return round((self.loop.time() - self.start) * 10)

    def after(self, seconds, job):
        return self.add(self.run_at(self.loop.time() + seconds, job))

    def every(self, seconds, job):
        return self.add(self.run_every(seconds, job))

    def add(self, work):
        task = asyncio.create_task(work)
        self.jobs.add(task)
        task.add_done_callback(self.jobs.discard)
        return task

    async def run_at(self, when, job):
        await asyncio.sleep(when - self.loop.time())
        try:
            await job()
        except Exception as error:
            print(f"{self.now()}: {job.__name__} failed: {error}")

    async def run_every(self, seconds, job):
        """By the clock: a job that takes its time delays no later one, unless it takes longer than the interval."""
        when = self.loop.time()
        while True:
            when = max(when + seconds, self.loop.time())
            await self.run_at(when, job)


async def main():
    async with Scheduler() as scheduler:

        async def tick():
            print(f"{scheduler.now()}: tick")
            await asyncio.sleep(0.05)

        async def remind():
            print(f"{scheduler.now()}: remember the milk")

        async def divide():
            print(1 / 0)

        ticking = scheduler.every(0.2, tick)
        scheduler.after(0.3, remind)
        scheduler.after(0.5, divide)
        never = scheduler.after(0.9, remind)
        await asyncio.sleep(0.7)
        never.cancel()
        print(f"{scheduler.now()}: called off")
        await asyncio.sleep(0.6)
        ticking.cancel()
        await asyncio.sleep(0.4)
        print(f"{scheduler.now()}: {len(scheduler.jobs)} jobs left")


asyncio.run(main())
