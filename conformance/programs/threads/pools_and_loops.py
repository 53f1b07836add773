# recorder: 3.13
"""Pools of threads, and threads beside event loops."""
import asyncio
import threading
import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, as_completed, wait


def slow(n):
    time.sleep(n / 50)
    return n


def name():
    time.sleep(0.01)
    return threading.current_thread().name


with ThreadPoolExecutor(max_workers=2, thread_name_prefix="pool") as pool:
    print(sorted({f.result() for f in [pool.submit(name) for _ in range(4)]}))
    print(list(pool.map(slow, [3, 1, 2])))
    print([f.result() for f in as_completed([pool.submit(slow, n) for n in (2, 1)])])
    done, pending = wait([pool.submit(slow, 1), pool.submit(slow, 5)], return_when=FIRST_COMPLETED)
    print(len(done), len(pending))


def generated():
    with ThreadPoolExecutor(3) as pool:
        for future in as_completed([pool.submit(slow, n) for n in (3, 1, 2)]):
            yield future.result()


print(list(generated()))


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    threading.Thread(target=lambda: (time.sleep(0.01), loop.call_soon_threadsafe(future.set_result, "set"))).start()
    print(await future)

    async def double(n):
        await asyncio.sleep(0.01)
        return n * 2

    def outside():
        return asyncio.run_coroutine_threadsafe(double(21), loop).result()

    print(await asyncio.to_thread(outside))
    print(await asyncio.to_thread(lambda: threading.current_thread() is threading.main_thread()))
    start = time.monotonic()
    await asyncio.gather(*(asyncio.to_thread(time.sleep, 0.05) for _ in range(4)))
    print(time.monotonic() - start < 0.15)


asyncio.run(main())


class LoopThread(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.loop = asyncio.new_event_loop()

    def run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()


async def where(thread):
    await asyncio.sleep(0.01)
    return threading.current_thread() is thread


thread = LoopThread()
thread.start()
print(asyncio.run_coroutine_threadsafe(where(thread), thread.loop).result(timeout=5))
thread.loop.call_soon_threadsafe(thread.loop.stop)
thread.join()
print(thread.is_alive())


def whole_loop(n):
    async def work():
        await asyncio.sleep(0.01 * n)
        return n

    results.append(asyncio.run(work()))


results = []
threads = [threading.Thread(target=whole_loop, args=(n,)) for n in (3, 1, 2)]
for each in threads:
    each.start()
for each in threads:
    each.join()
print(sorted(results))
