# recorder: 3.13
"""Locks, semaphores, conditions, events and barriers between threads."""
import threading
import time

lock = threading.Lock()
log = []


def guarded(n):
    with lock:
        log.append(("in", n, threading.current_thread().name))
        time.sleep(0.02)
        log.append(("out", n))


def run_all(*threads):
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def spaced(target, count):
    """Threads whose work comes in order."""
    def later(n):
        time.sleep(n * 0.02)
        target(n)
    run_all(*(threading.Thread(target=later, args=(n,)) for n in range(count)))


run_all(*(threading.Thread(target=guarded, args=(n,), name=f"worker-{n}") for n in range(3)))
print(*log, sep="\n")

print(lock.acquire(), lock.acquire(timeout=0.01), lock.acquire(False), lock.locked())
lock.release()
for wrong in (lambda: lock.acquire(False, 1), lambda: lock.acquire(timeout=-2), lock.release, threading.RLock().release):
    try:
        wrong()
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, error)

recursive = threading.RLock()
with recursive, recursive:
    seen = []
    run_all(threading.Thread(target=lambda: seen.append(recursive.acquire(blocking=False))))
    print(seen)
run_all(threading.Thread(target=lambda: seen.append(recursive.acquire(timeout=1))))
print(seen)

ready = threading.Condition()
items = []


def consume():
    with ready:
        print(ready.wait_for(lambda: len(items) >= 2, timeout=5), items)


consumer = threading.Thread(target=consume)
consumer.start()
for n in range(2):
    with ready:
        items.append(n)
        ready.notify()
consumer.join()
with ready:
    print(ready.wait(0.01))
try:
    ready.notify()
except RuntimeError as error:
    print(error)

slots = threading.BoundedSemaphore(2)
busy = []
most = 0


def limited(n):
    global most
    with slots:
        busy.append(n)
        most = max(most, len(busy))
        time.sleep(0.02)
        busy.remove(n)


run_all(*(threading.Thread(target=limited, args=(n,)) for n in range(5)))
print("at most", most)
try:
    slots.release()
except ValueError as error:
    print(error)

go = threading.Event()
waiting = threading.Thread(target=lambda: print("event", go.wait(5)))
waiting.start()
print(go.is_set(), waiting.is_alive())
go.set()
waiting.join()
print(go.wait(), waiting.is_alive(), threading.Event().wait(0.01))

gate = threading.Barrier(3, action=lambda: print("all there"))
order = []
spaced(lambda n: order.append((n, gate.wait())), 3)
print(sorted(order), gate.n_waiting, gate.broken)
gate.abort()
try:
    gate.wait()
except threading.BrokenBarrierError:
    print("broken", gate.broken)

timer = threading.Timer(0.01, print, ["timer"], {"end": "!\n"})
timer.start()
timer.join()
cancelled = threading.Timer(0.01, print, ["never"])
cancelled.start()
cancelled.cancel()
cancelled.join()
