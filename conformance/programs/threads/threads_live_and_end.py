# recorder: 3.13
"""What a thread is while it lives, what it raises, and who waits for it."""
import sys
import threading
import time
import _thread


def show(thread):
    print(thread.name, thread.daemon, thread.is_alive(), thread.ident is not None)


def body(*args, **kwargs):
    print(args, kwargs, threading.current_thread().name, threading.current_thread() is thread)


thread = threading.Thread(target=body, args=(1, 2), kwargs={"key": 3})
show(thread)
thread.start()
thread.join()
show(thread)
for wrong in (thread.start, threading.Thread().join, threading.current_thread().join):
    try:
        wrong()
    except RuntimeError as error:
        print(error)


class Counter(threading.Thread):
    def __init__(self, limit):
        super().__init__(name="counter", daemon=True)
        self.limit = limit

    def run(self):
        self.total = sum(range(self.limit))


counter = Counter(5)
show(counter)
counter.start()
counter.join(timeout=5)
print(counter.total)
print(threading.active_count(), threading.main_thread().name, threading.get_ident() == threading.main_thread().ident)

slow = threading.Thread(target=time.sleep, args=(0.1,))
slow.start()
slow.join(0.01)
print("after a short join", slow.is_alive(), slow in threading.enumerate())
slow.join()

count = 0


def add():
    global count
    for _ in range(1000):
        count += 1


threads = [threading.Thread(target=add) for _ in range(5)]
for each in threads:
    each.start()
for each in threads:
    each.join()
print(count)


def hook(args):
    print("excepthook", args.exc_type.__name__, args.exc_value, args.thread.name)


threading.excepthook = hook
failing = threading.Thread(target=lambda: 1 / 0, name="failing")
failing.start()
failing.join()
leaving = threading.Thread(target=sys.exit, args=(3,), name="leaving")
leaving.start()
leaving.join()
threading.excepthook = threading.__excepthook__

mine = threading.local()
mine.value = "main"


def touch():
    print(hasattr(mine, "value"))
    mine.value = "thread"
    print(mine.__dict__)
    del mine.value


other = threading.Thread(target=touch)
other.start()
other.join()
print(mine.value)


class Initialised(threading.local):
    shared = []

    def __init__(self, start):
        self.number = start
        self.shared.append(threading.current_thread().name)


local = Initialised(7)
local.number = 8
each = threading.Thread(target=lambda: print(local.number), name="local")
each.start()
each.join()
print(local.number, Initialised.shared)

done = _thread.allocate_lock()
done.acquire()
_thread.start_new_thread(lambda a, b: (print("raw", a, b), done.release()), (1,), {"b": 2})
done.acquire()


def waiting_generator():
    """A generator cannot be suspended by its callers' threads: the others run inside of it."""
    for n in range(2):
        t = threading.Thread(target=lambda: (time.sleep(0.01), print("inside", n)))
        t.start()
        t.join()
        yield n


print(list(waiting_generator()), sorted([3, 1, 2], key=lambda n: (time.sleep(0.001), n)[1]))


def daemon():
    while True:
        time.sleep(60)


threading.Thread(target=daemon, daemon=True).start()
threading.Thread(target=lambda: (time.sleep(0.05), print("joined at the end"))).start()
print("main ends")
