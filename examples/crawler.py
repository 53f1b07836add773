"""A crawler: some workers, at most so many requests a second, and patience with pages that fail at first."""

import asyncio

# The web: for each page its links, and how often a request for it fails before it succeeds.
WEB = {
    "/": (["/about", "/news"], 0),
    "/about": (["/", "/team"], 1),
    "/news": (["/news/1", "/news/2"], 0),
    "/news/1": (["/news/2"], 2),
    "/news/2": (["/"], 0),
    "/team": (["/gone"], 0),
    "/gone": ([], 99),
}
failures = {}

ATTEMPTS = 4
FIRST_PAUSE = 0.02


async def fetch(page):
    """Stands for a request: the page's links."""
    await asyncio.sleep(0.01)
    links, fails = WEB[page]
    failures[page] = failures.get(page, 0) + 1
    if failures[page] <= fails:
        raise ConnectionError(f"{page} does not answer")
    return links


class RateLimit:
    """Lets callers through one by one, `seconds` apart."""

    def __init__(self, seconds):
        self.seconds, self.next_time = seconds, 0

    async def wait(self):
        now = asyncio.get_running_loop().time()
        self.next_time = max(self.next_time + self.seconds, now)
        await asyncio.sleep(self.next_time - now)


class Crawler:
    def __init__(self, limit):
        self.limit = limit
        self.todo = asyncio.Queue()
        self.found = {}

    def add(self, page):
        if page not in self.found:
            self.found[page] = "waiting"
            self.todo.put_nowait(page)

    async def fetch_patiently(self, page):
        """Tries again after longer and longer pauses. A request gets half a second."""
        pause = FIRST_PAUSE
        for attempt in range(1, ATTEMPTS + 1):
            await self.limit.wait()
            try:
                async with asyncio.timeout(0.5):
                    return await fetch(page), attempt
            except (ConnectionError, TimeoutError):
                if attempt == ATTEMPTS:
                    raise
            await asyncio.sleep(pause)
            pause *= 2

    async def work(self):
        while True:
            page = await self.todo.get()
            try:
                links, attempt = await self.fetch_patiently(page)
                self.found[page] = f"attempt {attempt}"
                for link in links:
                    self.add(link)
            except (ConnectionError, TimeoutError) as error:
                self.found[page] = f"given up: {error}"
            finally:
                self.todo.task_done()

    async def crawl(self, start, workers=3):
        self.add(start)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self.work()) for _ in range(workers)]
            await self.todo.join()
            for task in tasks:
                task.cancel()
        return self.found


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    found = await Crawler(RateLimit(0.02)).crawl("/")
    for page, how in sorted(found.items()):
        print(f"{page}: {how}")
    requests = sum(failures.values())
    print(f"{requests} requests, not too fast: {loop.time() - start >= (requests - 1) * 0.02}")


asyncio.run(main())
