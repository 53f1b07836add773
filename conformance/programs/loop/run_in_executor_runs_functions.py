# recorder: 3.13
import asyncio
import time


def work(n):
    time.sleep(0.05 * n)
    return n * n


async def main():
    loop = asyncio.get_running_loop()
    futures = [loop.run_in_executor(None, work, n) for n in (3, 1, 2)]
    for future in asyncio.as_completed(futures):
        print(await future)
    print(await loop.run_in_executor(None, lambda: "lambda"))
    coro = asyncio.sleep(0, "scheduled from a thread")

    def threaded():
        return asyncio.run_coroutine_threadsafe(coro, loop).result()

    print(await asyncio.to_thread(threaded))


asyncio.run(main())
