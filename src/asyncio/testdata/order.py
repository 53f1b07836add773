"""Records the order in which CPython's asyncio does things, for order.test.ts, which has the same scenarios.

    python order.py > order.json

A scenario's log entries carry the number of the loop's turn, except in timed ones.
"""
import asyncio
import json

SCENARIOS = {}


def scenario(f):
    SCENARIOS[f.__name__] = f
    return f


class Log:
    def __init__(self, timed):
        self.lines = []
        self.turn = 0
        self.timed = timed

    def tick(self):
        self.turn += 1
        asyncio.get_running_loop().call_soon(self.tick)

    def __call__(self, text):
        self.lines.append(str(text) if self.timed else f"{self.turn} {text}")


def show(error):
    text = type(error).__name__
    return f"{text}({error.args[0]})" if error.args and isinstance(error.args[0], str) and error.args[0] else text


async def attempt(log, name, awaitable):
    try:
        log(f"{name} -> {await awaitable}")
    except BaseException as error:
        log(f"{name} !! {show(error)}")


async def steps(log, name, count=2):
    for i in range(count):
        log(f"{name}{i}")
        await asyncio.sleep(0)
    log(f"{name} end")
    return name


@scenario
async def tasks_take_turns(log):
    tasks = [asyncio.create_task(steps(log, name, n)) for name, n in (("a", 2), ("b", 3), ("c", 0))]
    log("made")
    for task in tasks:
        log(await task)


@scenario
async def coroutines_run_at_once(log):
    log("before")
    log(await steps(log, "a", 1))
    log(await steps(log, "b", 0))


@scenario
async def callbacks_of_a_future(log):
    loop = asyncio.get_running_loop()
    f = loop.create_future()

    async def waiter(name):
        log(f"{name} {await f}")

    t1 = asyncio.create_task(waiter("w1"))
    t2 = asyncio.create_task(waiter("w2"))
    await asyncio.sleep(0)
    f.add_done_callback(lambda _: log("cb1"))
    f.add_done_callback(lambda _: log("cb2"))
    loop.call_soon(lambda: log("soon1"))
    f.set_result(5)
    loop.call_soon(lambda: log("soon2"))
    log("set")
    await t2
    log("t2")
    await t1
    f.add_done_callback(lambda _: log("late"))
    await f
    log("done future does not suspend")
    await asyncio.sleep(0)
    log("end")


@scenario
async def callbacks_of_a_task(log):
    async def body():
        log("body")
        return 1

    t = asyncio.create_task(body())
    t.add_done_callback(lambda t: log("cb1"))
    t.add_done_callback(lambda t: log("cb2"))
    log(await t)
    await asyncio.sleep(0)
    log("end")


@scenario
async def cancel_before_start(log):
    t = asyncio.create_task(steps(log, "never"))
    log(t.cancel("why"))
    log(t.cancelling())
    await attempt(log, "t", t)
    log(t.cancel())


@scenario
async def cancel_while_waiting(log):
    f = asyncio.get_running_loop().create_future()

    async def body():
        try:
            await f
        except asyncio.CancelledError as error:
            log(f"caught {show(error)}")
            await asyncio.sleep(0)
            log("cleaned")
            raise

    t = asyncio.create_task(body())
    await asyncio.sleep(0)
    log(t.cancel("msg"))
    log(f.cancelled())
    await attempt(log, "t", t)
    log(t.cancelled())


@scenario
async def cancel_between_set_and_wakeup(log):
    f = asyncio.get_running_loop().create_future()

    async def body():
        try:
            log(await f)
        except asyncio.CancelledError:
            log("cancelled though set")
            raise

    t = asyncio.create_task(body())
    await asyncio.sleep(0)
    f.set_result(1)
    log(t.cancel())
    await attempt(log, "t", t)


@scenario
async def cancel_at_the_end(log):
    async def body():
        asyncio.current_task().cancel("self")
        log("goes on")
        return 1

    t = asyncio.create_task(body())
    await attempt(log, "t", t)
    log(t.cancelled())

    async def body2():
        asyncio.current_task().cancel("self2")
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError as error:
            log(show(error))
        return 2

    await attempt(log, "t2", asyncio.create_task(body2()))


@scenario
async def cancel_swallowed_and_again(log):
    async def body():
        for i in range(3):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as error:
                log(f"{i} {show(error)} {asyncio.current_task().cancelling()}")
                log(asyncio.current_task().uncancel())
        return "survived"

    t = asyncio.create_task(body())
    for i in range(3):
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        t.cancel(f"m{i}")
        t.cancel(f"n{i}")
        log(t.cancelling())
    await attempt(log, "t", t)


@scenario
async def cancel_a_chain(log):
    async def inner():
        try:
            await asyncio.sleep(10)
        finally:
            log("inner out")

    async def middle():
        try:
            await asyncio.create_task(inner())
        finally:
            log("middle out")

    async def outer():
        try:
            await middle()
        finally:
            log("outer out")

    t = asyncio.create_task(outer())
    for _ in range(3):
        await asyncio.sleep(0)
    t.cancel()
    await attempt(log, "t", t)


@scenario
async def gather_order(log):
    async def value(n, turns):
        for _ in range(turns):
            await asyncio.sleep(0)
        log(f"v{n}")
        return n

    log(await asyncio.gather(value(1, 3), value(2, 0), value(3, 1)))
    c = asyncio.create_task(value(4, 1))
    log(await asyncio.gather(c, value(5, 0), c))
    log(await asyncio.gather())
    log(await asyncio.gather(c))


@scenario
async def gather_errors(log):
    async def bad(n, turns):
        for _ in range(turns):
            await asyncio.sleep(0)
        raise ValueError(f"bad{n}")

    await attempt(log, "g", asyncio.gather(steps(log, "a", 3), bad(1, 1), bad(2, 2)))
    results = await asyncio.gather(bad(3, 1), steps(log, "b", 1), return_exceptions=True)
    log([r if isinstance(r, str) else show(r) for r in results])
    await asyncio.sleep(0)
    await asyncio.sleep(0)


@scenario
async def gather_cancelled(log):
    async def sleeper(name):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as error:
            log(f"{name} {show(error)}")
            raise

    g = asyncio.gather(sleeper("a"), sleeper("b"))
    await asyncio.sleep(0)
    log(g.cancel("stop"))
    await attempt(log, "g", g)
    log(g.cancelled())
    t = asyncio.create_task(sleeper("c"))
    g = asyncio.gather(t, steps(log, "d", 2), return_exceptions=True)
    await asyncio.sleep(0)
    t.cancel("one")
    log([r if isinstance(r, str) else show(r) for r in await g])

    async def outer():
        await asyncio.gather(sleeper("e"), sleeper("f"))

    t = asyncio.create_task(outer())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel("out")
    await attempt(log, "outer", t)


@scenario
async def wait_modes(log):
    async def after(turns, fail=False):
        for _ in range(turns):
            await asyncio.sleep(0)
        if fail:
            raise ValueError("f")
        return turns

    for mode in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        tasks = [asyncio.create_task(after(n, n == 2)) for n in range(5)]
        done, pending = await asyncio.wait(tasks, return_when=mode)
        log(f"{mode} {[i for i, t in enumerate(tasks) if t in done]} {len(pending)}")
        for t in pending:
            t.cancel()
        for t in tasks:
            await attempt(log, "t", t)


@scenario
async def shield_order(log):
    async def body():
        try:
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            log("body done")
            return 1
        except asyncio.CancelledError:
            log("body cancelled")
            raise

    inner = asyncio.create_task(body())

    async def outer():
        log(await asyncio.shield(inner))

    t = asyncio.create_task(outer())
    await asyncio.sleep(0)
    t.cancel()
    await attempt(log, "outer", t)
    await attempt(log, "inner", inner)
    await attempt(log, "shield", asyncio.shield(body()))


@scenario
async def lock_is_fair(log):
    lock = asyncio.Lock()

    async def user(name, turns):
        async with lock:
            log(f"{name} in")
            for _ in range(turns):
                await asyncio.sleep(0)
        log(f"{name} out")

    tasks = [asyncio.create_task(user(n, 2)) for n in "abc"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    d = asyncio.create_task(user("d", 1))
    for t in tasks + [d]:
        await attempt(log, "t", t)
    await lock.acquire()
    e = asyncio.create_task(user("e", 0))
    f = asyncio.create_task(user("f", 0))
    await asyncio.sleep(0)
    lock.release()
    e.cancel()
    log(lock.locked())
    await attempt(log, "e", e)
    await attempt(log, "f", f)


@scenario
async def event_wakes_all(log):
    event = asyncio.Event()

    async def user(name):
        log(f"{name} {await event.wait()}")

    tasks = [asyncio.create_task(user(n)) for n in "abc"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    event.set()
    event.clear()
    for t in tasks:
        await attempt(log, "t", t)
    event.set()
    log(await event.wait())


@scenario
async def condition_order(log):
    condition = asyncio.Condition()
    state = []

    async def user(name):
        async with condition:
            log(f"{name} waits")
            await condition.wait()
            log(f"{name} woken")

    tasks = [asyncio.create_task(user(n)) for n in "abcd"]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    async with condition:
        condition.notify(2)
        log("notified 2")
    tasks[0].cancel()
    await attempt(log, "a", tasks[0])
    await attempt(log, "b", tasks[1])
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    async with condition:
        condition.notify_all()
    for t in tasks[2:]:
        await attempt(log, "t", t)

    async def until():
        async with condition:
            log(await condition.wait_for(lambda: len(state)))

    t = asyncio.create_task(until())
    for i in range(2):
        await asyncio.sleep(0)
        async with condition:
            if i:
                state.append(1)
            condition.notify()
    await attempt(log, "until", t)
    await attempt(log, "unlocked", condition.wait())


@scenario
async def semaphore_order(log):
    semaphore = asyncio.Semaphore(2)

    async def user(name, turns):
        async with semaphore:
            log(f"{name} in")
            for _ in range(turns):
                await asyncio.sleep(0)
        log(f"{name} out")

    tasks = [asyncio.create_task(user(n, i + 1)) for i, n in enumerate("abcde")]
    await asyncio.sleep(0)
    tasks[2].cancel()
    log(semaphore.locked())
    for t in tasks:
        await attempt(log, "t", t)
    zero = asyncio.Semaphore(0)
    a = asyncio.create_task(zero.acquire())
    b = asyncio.create_task(zero.acquire())
    await asyncio.sleep(0)
    zero.release()
    a.cancel()
    await attempt(log, "a", a)
    await attempt(log, "b", b)
    log(zero.locked())


@scenario
async def barrier_order(log):
    barrier = asyncio.Barrier(3)

    async def party(name):
        log(f"{name} -> {await barrier.wait()}")

    tasks = [asyncio.create_task(party(n)) for n in "abcdef"]
    for t in tasks:
        await attempt(log, "t", t)
    log(barrier.n_waiting)
    tasks = [asyncio.create_task(party(n)) for n in "gh"]
    await asyncio.sleep(0)
    await barrier.reset()
    for t in tasks:
        await attempt(log, "t", t)
    tasks = [asyncio.create_task(party(n)) for n in "ij"]
    await asyncio.sleep(0)
    await barrier.abort()
    for t in tasks:
        await attempt(log, "t", t)
    log(barrier.broken)
    await attempt(log, "after", barrier.wait())


@scenario
async def queue_order(log):
    queue = asyncio.Queue(2)

    async def producer(name, n):
        for i in range(n):
            await queue.put(f"{name}{i}")
            log(f"put {name}{i}")

    async def consumer(name):
        try:
            while True:
                item = await queue.get()
                log(f"{name} got {item}")
                await asyncio.sleep(0)
                queue.task_done()
        except asyncio.QueueShutDown:
            log(f"{name} shut down")

    producers = [asyncio.create_task(producer(n, 3)) for n in "pq"]
    consumers = [asyncio.create_task(consumer(n)) for n in "xy"]
    await asyncio.gather(*producers)
    log("produced")
    await queue.join()
    log("joined")
    consumers[0].cancel()
    await attempt(log, "x", consumers[0])
    await queue.put("last")
    queue.shutdown()
    await attempt(log, "put", queue.put(1))
    await attempt(log, "y", consumers[1])


@scenario
async def queue_cancelled_getter(log):
    queue = asyncio.Queue()
    a = asyncio.create_task(queue.get())
    b = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    queue.put_nowait(1)
    a.cancel()
    await attempt(log, "a", a)
    await attempt(log, "b", b)
    full = asyncio.Queue(1)
    full.put_nowait(0)
    a = asyncio.create_task(full.put(1))
    b = asyncio.create_task(full.put(2))
    await asyncio.sleep(0)
    log(full.get_nowait())
    a.cancel()
    await attempt(log, "a", a)
    await attempt(log, "b", b)
    log(full.get_nowait())
    full.shutdown(immediate=True)
    await attempt(log, "get", full.get())


@scenario
async def queue_kinds(log):
    for kind in (asyncio.PriorityQueue, asyncio.LifoQueue):
        queue = kind()
        for i in (5, 3, 8, 1, 9, 2, 7):
            queue.put_nowait(i)
        log([queue.get_nowait() for _ in range(7)])


def group_text(error):
    if isinstance(error, BaseExceptionGroup):
        return f"{type(error).__name__}[{', '.join(group_text(e) for e in error.exceptions)}]"
    return show(error)


@scenario
async def task_group_errors(log):
    async def bad(name, turns=0):
        try:
            for _ in range(turns):
                await asyncio.sleep(0)
        except asyncio.CancelledError:
            log(f"{name} cancelled")
            raise
        raise ValueError(name)

    async def stubborn():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            log("stubborn")
            raise KeyError("late")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(bad("a", 1))
            group.create_task(bad("b", 5))
            group.create_task(stubborn())
            log("body")
            try:
                await asyncio.sleep(10)
            finally:
                log("body cancelled")
    except BaseException as error:
        log(group_text(error))
    log(asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as group:
            t = group.create_task(bad("c", 3))
            raise RuntimeError("body")
    except BaseException as error:
        log(group_text(error))
    async with asyncio.TaskGroup() as group:
        ts = [group.create_task(steps(log, n, 1)) for n in "xy"]
    log([t.result() for t in ts])
    async with asyncio.TaskGroup() as group:
        log("empty")
    log("end")


@scenario
async def task_group_cancelled(log):
    async def sleeper(name):
        try:
            await asyncio.sleep(10)
        finally:
            log(f"{name} out")

    async def parent():
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper("a"))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(sleeper("b"))
                log("waiting")

    t = asyncio.create_task(parent())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel("outside")
    await attempt(log, "parent", t)

    async def fails():
        await asyncio.sleep(0)
        raise ValueError("x")

    async def parent2():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fails())
                group.create_task(sleeper("c"))
        except* ValueError as error:
            log(group_text(error))
        log(asyncio.current_task().cancelling())
        await asyncio.sleep(0)
        log("not reached")

    t = asyncio.create_task(parent2())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel("both")
    await attempt(log, "parent2", t)

    async def child_cancelled():
        async with asyncio.TaskGroup() as group:
            t = group.create_task(sleeper("d"))
            await asyncio.sleep(0)
            t.cancel()
        log("a cancelled child is no error")

    await attempt(log, "child", child_cancelled())


@scenario
async def eager_tasks(log):
    loop = asyncio.get_running_loop()

    async def body(name, turns):
        log(f"{name} starts {asyncio.current_task() is not None}")
        for _ in range(turns):
            await asyncio.sleep(0)
        log(f"{name} ends")
        return name

    a = asyncio.Task(body("a", 0), loop=loop, eager_start=True)
    log(a.done())
    b = asyncio.Task(body("b", 2), loop=loop, eager_start=True)
    log(b.done())
    log(await a)
    log(await b)
    loop.set_task_factory(asyncio.eager_task_factory)
    log(await asyncio.gather(body("c", 0), body("d", 1)))
    async with asyncio.TaskGroup() as group:
        group.create_task(body("e", 0))
        group.create_task(body("f", 1))
        log("block")
    loop.set_task_factory(None)


@scenario
async def as_completed_order(log):
    async def after(turns):
        for _ in range(turns):
            await asyncio.sleep(0)
        return turns

    for next_one in asyncio.as_completed([after(4), after(0), after(2)]):
        log(await next_one)
    tasks = [asyncio.create_task(after(n)) for n in (3, 1)]
    async for t in asyncio.as_completed(tasks):
        log(f"{tasks.index(t)} {await t}")


@scenario
async def async_generators(log):
    async def numbers():
        try:
            for i in range(5):
                await asyncio.sleep(0)
                yield i
        finally:
            log("closing")
            await asyncio.sleep(0)
            log("closed")

    g = numbers()
    async for n in g:
        log(n)
        if n == 1:
            break
    await g.aclose()
    log("after")
    g = numbers()
    log(await g.__anext__())
    await attempt(log, "athrow", g.athrow(ValueError("t")))
    await attempt(log, "next", g.__anext__())
    g = numbers()
    t = asyncio.create_task(g.__anext__())
    await asyncio.sleep(0)
    await attempt(log, "busy", g.__anext__())
    t.cancel()
    await attempt(log, "t", t)
    await attempt(log, "next", g.__anext__())


@scenario
async def timed_sleeps(log):
    async def sleeper(name, seconds):
        log(f"{name} -> {await asyncio.sleep(seconds, name)}")

    await asyncio.gather(sleeper("c", 0.03), sleeper("a", 0.01), sleeper("b", 0.02), sleeper("z", 0), sleeper("n", -1))
    loop = asyncio.get_running_loop()
    now = loop.time()
    loop.call_at(now + 0.02, log, "at 2")
    loop.call_at(now + 0.01, log, "at 1")
    h = loop.call_later(0.01, log, "never")
    loop.call_soon(log, "soon")
    h.cancel()
    await asyncio.sleep(0.04)
    log("end")


@scenario
async def timed_timeouts(log):
    async def sleeper(seconds):
        try:
            await asyncio.sleep(seconds)
            return seconds
        except asyncio.CancelledError as error:
            log(f"cancelled {show(error)}")
            raise

    async def limited(seconds, limit):
        async with asyncio.timeout(limit) as t:
            try:
                return await sleeper(seconds)
            finally:
                log(t.expired())

    await attempt(log, "in time", limited(0.01, 0.05))
    await attempt(log, "late", limited(0.05, 0.01))
    await attempt(log, "at once", limited(0.05, 0))
    await attempt(log, "never", limited(0.01, None))
    await attempt(log, "wait_for", asyncio.wait_for(sleeper(0.05), 0.01))
    await attempt(log, "wait_for ok", asyncio.wait_for(sleeper(0.01), 0.05))
    await attempt(log, "wait_for 0", asyncio.wait_for(sleeper(0.01), 0))
    await attempt(log, "wait_for none", asyncio.wait_for(sleeper(0.01), None))

    async def stubborn():
        try:
            await asyncio.sleep(0.05)
        except asyncio.CancelledError:
            log("stubborn")
        return "done anyway"

    await attempt(log, "stubborn", asyncio.wait_for(stubborn(), 0.01))

    async def nested():
        async with asyncio.timeout(0.01):
            try:
                async with asyncio.timeout(0.02):
                    await asyncio.sleep(0.05)
            except TimeoutError:
                log("inner timeout")
            log("not reached")

    await attempt(log, "nested", nested())

    async def moved():
        async with asyncio.timeout(0.01) as t:
            t.reschedule(asyncio.get_running_loop().time() + 0.03)
            await asyncio.sleep(0.02)
            log("moved")
            t.reschedule(None)
            await asyncio.sleep(0.02)
        log(t.expired())

    await attempt(log, "moved", moved())

    async def both():
        async with asyncio.timeout(0.02):
            await asyncio.sleep(0.05)

    t = asyncio.create_task(both())
    await asyncio.sleep(0.01)
    t.cancel("outside")
    await attempt(log, "outside", t)


@scenario
async def timed_waits(log):
    async def sleeper(seconds):
        await asyncio.sleep(seconds)
        return seconds

    tasks = [asyncio.create_task(sleeper(s)) for s in (0.03, 0.01, 0.05)]
    done, pending = await asyncio.wait(tasks, timeout=0.02)
    log([i for i, t in enumerate(tasks) if t in done])
    done, pending = await asyncio.wait(tasks, timeout=0.02)
    log([i for i, t in enumerate(tasks) if t in done])
    await asyncio.wait(tasks)
    for next_one in asyncio.as_completed([sleeper(0.03), sleeper(0.01), sleeper(5)], timeout=0.05):
        await attempt(log, "next", next_one)
    log(len(asyncio.all_tasks()))


def record(name, f):
    timed = name.startswith("timed")
    log = Log(timed)

    async def main():
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: log(context["message"]))
        if not timed:
            asyncio.get_running_loop().call_soon(log.tick)
        await f(log)

    asyncio.run(main())
    return log.lines


print(json.dumps({name: record(name, f) for name, f in SCENARIOS.items()}, indent=1))
