# recorder: 3.13
import asyncio, time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, Future, CancelledError, FIRST_COMPLETED

def work(n):
    time.sleep(n / 20)
    if n == 2: raise ValueError("two")
    return n * n

def main():
    with ThreadPoolExecutor(max_workers=3) as pool:
        futures = {pool.submit(work, n): n for n in (3, 1, 2)}
        for future in as_completed(futures):
            print(futures[future], future.exception() or future.result())
        print(list(pool.map(work, [5, 1, 0])))
        done, pending = wait([pool.submit(work, 1), pool.submit(work, 9)], return_when=FIRST_COMPLETED)
        print(len(done), len(pending))
        try:
            pool.submit(work, 2).result()
        except ValueError as e:
            print(repr(e))
        try:
            pool.submit(work, 20).result(timeout=0.01)
        except TimeoutError as e:
            print(repr(e))
    try:
        pool.submit(work, 1)
    except RuntimeError as e:
        print(e)

main()
f = Future()
print(f.cancel(), f.cancelled(), f.done(), str(f).split(" at ")[0], str(f).split("state=")[1])
try: f.result()
except CancelledError as e: print(type(e).__module__, type(e).__name__)
f = Future()
f.add_done_callback(lambda f: print("callback", f.result()))
f.set_result(5)
print(str(f).split("state=")[1])
try: f.set_result(6)
except Exception as e: print(type(e).__name__)

async def amain():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor() as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, work, n) for n in (3, 1))))
        print(await asyncio.wrap_future(pool.submit(work, 1)))
asyncio.run(amain())
