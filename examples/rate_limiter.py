"""At most two requests at a time, and at most three begun in any tenth of a second."""

import asyncio
from collections import deque

at_work = most_at_work = 0


class RateLimiter:
    """Lets `count` callers through in any `period` seconds; the others wait their turn."""

    def __init__(self, count, period):
        self.count, self.period = count, period
        self.begun = deque()
        self.lock = asyncio.Lock()

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        async with self.lock:  # first come, first served
            if len(self.begun) == self.count:
                await asyncio.sleep(self.begun.popleft() + self.period - loop.time())
            self.begun.append(loop.time())

    async def __aexit__(self, *details):
        pass


async def request(number, limiter, slots):
    global at_work, most_at_work
    async with slots, limiter:
        at_work += 1
        most_at_work = max(most_at_work, at_work)
        await asyncio.sleep(0.01)
        at_work -= 1
        print("request", number, "answered")


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    limiter, slots = RateLimiter(3, 0.1), asyncio.Semaphore(2)
    await asyncio.gather(*(request(number, limiter, slots) for number in range(8)))
    print("most at a time:", most_at_work)
    print("took at least two periods:", loop.time() - start >= 0.2)


asyncio.run(main())
