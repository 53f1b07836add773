# recorder: 3.13
"""Queues hand values from thread to thread."""
import queue
import threading
import time


def pipeline():
    first, second = queue.Queue(maxsize=2), queue.Queue()
    results = []

    def produce():
        for n in range(6):
            first.put(n)
        first.put(None)

    def square():
        while (n := first.get()) is not None:
            second.put(n * n)
            first.task_done()
        first.task_done()
        second.put(None)

    def collect():
        for value in iter(second.get, None):
            results.append(value)

    threads = [threading.Thread(target=f) for f in (produce, square, collect)]
    for thread in threads:
        thread.start()
    first.join()
    for thread in threads:
        thread.join()
    print(results, first.empty(), first.unfinished_tasks)


def limits():
    full = queue.Queue(1)
    full.put("x")
    for refused in (lambda: full.put("y", timeout=0.01), lambda: full.put_nowait("y"), lambda: queue.Queue().get(timeout=0.01),
                    queue.Queue().get_nowait, full.task_done, full.task_done):
        try:
            print(refused())
        except (queue.Full, queue.Empty, ValueError) as error:
            print(type(error).__name__, error)


def orders():
    for cls in (queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue):
        q = cls()
        for n in (2, 3, 1):
            q.put(n)
        print(cls.__name__, [q.get() for _ in range(3)])


def shut_down():
    q = queue.Queue()
    ended = []

    def wait():
        try:
            q.get()
        except queue.ShutDown:
            ended.append(threading.current_thread().name)

    threads = [threading.Thread(target=wait, name=f"w{n}") for n in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.01)
    q.shutdown()
    for thread in threads:
        thread.join()
    print(sorted(ended))


def polling():
    """Who asks again and again without waiting gives way to others, too."""
    q = queue.Queue()
    threading.Thread(target=lambda: (time.sleep(0.02), q.put("done"))).start()
    while True:
        try:
            print(q.get(block=False))
            break
        except queue.Empty:
            pass


for part in (pipeline, limits, orders, shut_down, polling):
    print(f"--- {part.__name__}")
    part()
