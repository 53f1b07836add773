# Classes derived from asyncio's, and how its objects look.
import asyncio

class MyQueue(asyncio.Queue):
    def _init(self, maxsize):
        self.items = []
    def _put(self, item):
        print("put", item); self.items.append(item)
    def _get(self):
        return self.items.pop()
    def empty(self): return not self.items
    def qsize(self):
        return len(self.items)

class Named(asyncio.Queue):
    def __init__(self, name):
        super().__init__(maxsize=2)
        self.name = name
    async def put(self, item):
        print("putting", item)
        await super().put(item)

class Dedup(asyncio.Queue):
    def _init(self, m): self._queue = []
    def _get(self): return self._queue.pop(0)
    def _put(self, item):
        if item not in self._queue:
            self._queue.append(item)

class MyTask(asyncio.Task):
    def __init__(self, coro, *, loop=None, name=None, extra=0, **kw):
        super().__init__(coro, loop=loop, name=name, **kw)
        self.extra = extra
    def cancel(self, msg=None):
        print("cancel", msg)
        return super().cancel(msg)

class MyFuture(asyncio.Future):
    def __init__(self, *, loop=None):
        super().__init__(loop=loop)
        self.tag = 1

class MyLock(asyncio.Lock):
    async def acquire(self):
        print("acquire")
        return await super().acquire()
    def release(self):
        print("release")
        super().release()

class MyEvent(asyncio.Event):
    def __init__(self):
        super().__init__()
        self.count = 0
    def set(self):
        self.count += 1
        super().set()

class G(asyncio.TaskGroup):
    pass

async def work(n):
    await asyncio.sleep(0.001*n)
    return n

async def main():
    q = MyQueue(3)
    for i in range(3): q.put_nowait(i)
    print(q.qsize(), q.full(), q.empty(), await q.get(), q.maxsize)
    try:
        q.put_nowait(5); q.put_nowait(6)
    except asyncio.QueueFull as e:
        print(repr(e))
    n = Named("hey")
    await n.put(1); await n.put(2)
    print(n.name, n.full(), n.qsize())
    d = Dedup()
    for x in (1, 1, 2, 2): d.put_nowait(x)
    print(d.qsize(), str(d))
    loop = asyncio.get_running_loop()
    t = MyTask(work(5), loop=loop, name="T", extra=3)
    print(t, t.extra, isinstance(t, asyncio.Future), type(t).__mro__)
    await asyncio.sleep(0)
    g = asyncio.gather(t, work(1))
    await asyncio.sleep(0)
    g.cancel("stop")
    try:
        await g
    except asyncio.CancelledError as e:
        print("cancelled", e.args, t.cancelled())
    print(t)
    f = MyFuture(loop=loop)
    f.foo = 3
    loop.call_later(0.001, f.set_result, 42)
    print(f, await f, f.tag, f.foo)
    print(f)
    async with MyLock() as x:
        print(x)
    e = MyEvent()
    e.set(); print(e.count, await e.wait())
    async with G() as g:
        a = g.create_task(work(1))
    print(a.result(), type(g))
    print(asyncio.Task, asyncio.Future, asyncio.Queue, asyncio.Lock, asyncio.CancelledError, asyncio.TimeoutError is TimeoutError, asyncio.Timeout)
    print(asyncio.Queue[int], asyncio.Future[int])
    print(type(loop), loop)
    pq = asyncio.PriorityQueue()
    for p in [(3,'c'),(1,'a'),(2,'b')]: pq.put_nowait(p)
    print([pq.get_nowait() for _ in range(3)])
    lq = asyncio.LifoQueue()
    for p in "abc": lq.put_nowait(p)
    print(str(lq), [lq.get_nowait() for _ in range(3)])
    h = loop.call_soon(print, "soon")
    print(h)
    h2 = loop.call_later(100, print, "x"); h2.cancel(); print(str(h2)[:20], h2.cancelled(), type(h2.when()))
    await asyncio.sleep(0)
    c = asyncio.sleep(1)
    print(asyncio.iscoroutine(c), c.__name__, c.__qualname__, type(c)); c.close()
    c = q.get(); print(c.__name__, c.__qualname__); c.close()
    try:
        await asyncio.wait_for(asyncio.sleep(1), 0.001)
    except TimeoutError as e:
        print(repr(e), repr(e.__cause__))
    try:
        await asyncio.wait_for(asyncio.sleep(1), timeout=0.001)
    except TimeoutError as e:
        print(repr(e), repr(e.__cause__))
    cond = asyncio.Condition()
    async with cond:
        print(cond.locked())
    s = asyncio.Semaphore(2)
    async with s: print(str(s).split(' [')[1])
    for bad in (lambda: asyncio.Semaphore(-1), lambda: asyncio.Barrier(0), lambda: asyncio.Queue("x", 2), lambda: asyncio.Lock(3), lambda: asyncio.Event(x=1), lambda: asyncio.Future(3), lambda: asyncio.Task(), lambda: asyncio.sleep()):
        try: bad()
        except Exception as e: print(type(e).__name__, e)
    print([type(x).__name__ for x in (asyncio.all_tasks())])
    for x in asyncio.as_completed([work(2), work(1)]):
        print(await x)
    async for x in asyncio.as_completed([work(2), work(1)]):
        print(x.done(), await x)
    print(await asyncio.shield(work(3)))
    r = await asyncio.gather(work(1), asyncio.sleep(0), return_exceptions=True)
    print(r)
    print(await asyncio.ensure_future(work(1)))
    print(await asyncio.create_task(asyncio.sleep(0)))
    t = asyncio.create_task(work(1), name=5); print(t.get_name()); await t
    print(t._state, t.get_coro().__name__, t.result.__name__, t.result.__self__ is t)

asyncio.run(main())
