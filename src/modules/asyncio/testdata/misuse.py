# What misuse of asyncio raises.
import asyncio


async def ok(x=1):
    await asyncio.sleep(0)
    return x


def tryit(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, str(e).split(" at 0x")[0])
tryit(lambda: asyncio.run(ok))
tryit(lambda: asyncio.create_task(3))
tryit(lambda: asyncio.get_running_loop())
tryit(lambda: asyncio.current_task())
tryit(lambda: asyncio.all_tasks())
tryit(lambda: asyncio.Future())
tryit(lambda: asyncio.gather())
tryit(lambda: asyncio.Timeout(3).reschedule(3))
tryit(lambda: asyncio.Lock().release())
tryit(lambda: asyncio.Queue().get_nowait())
tryit(lambda: asyncio.Queue().task_done())
tryit(lambda: asyncio.nothing)
tryit(lambda: asyncio.tasks.Task is asyncio.Task)
import asyncio.tasks as at
from asyncio.events import get_running_loop
from asyncio import events, locks
tryit(lambda: at.Task)
async def m4():
    tryit(lambda: asyncio.run(3))
    loop = asyncio.get_running_loop()
    c = ok()
    tryit(lambda: loop.run_until_complete(c)); c.close()
    tryit(lambda: loop.run_forever())
    tryit(lambda: loop.close())
    tryit(lambda: loop.call_later("x", print))
    tryit(lambda: loop.call_later(None, print))
    tryit(lambda: loop.call_at(None, print))
    f = loop.create_future()
    tryit(lambda: f.result())
    tryit(lambda: f.exception())
    f.set_result(1)
    tryit(lambda: f.set_result(1))
    tryit(lambda: f.set_exception(ValueError))
    f = loop.create_future()
    tryit(lambda: f.set_exception(3))
    tryit(lambda: f.set_exception(ValueError)); 
    tryit(lambda: repr(f.exception()))
    f = loop.create_future()
    tryit(lambda: f.set_exception(StopIteration))
    tryit(lambda: f.result())
    t = asyncio.current_task()
    tryit(lambda: t.set_result(1))
    tryit(lambda: t.set_exception(ValueError()))
    for x in (asyncio.wait([]), asyncio.wait([3]), asyncio.wait(t), asyncio.sleep("x"), asyncio.sleep(float("nan")), asyncio.wait([t], return_when=3), asyncio.wait_for(3, 1), asyncio.wait_for(None, 1), asyncio.Condition().wait(), asyncio.gather(3) if 0 else asyncio.sleep(0)):
        try: await x
        except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
    tryit(lambda: asyncio.gather(3))
    tryit(lambda: asyncio.shield(3))
    tryit(lambda: asyncio.ensure_future(3))
    tryit(lambda: asyncio.as_completed(3))
    tryit(lambda: asyncio.as_completed(t))
    try:
        async with asyncio.timeout(0): await asyncio.sleep(1)
    except TimeoutError as e: print(repr(e))
    try:
        async with asyncio.timeout(None) as cm: await asyncio.sleep(0)
        print(cm.when(), cm.expired(), cm)
    except TimeoutError as e: print(repr(e))
    tg = asyncio.TaskGroup()
    c = ok()
    tryit(lambda: tg.create_task(c))
    async with tg: pass
    c = ok()
    tryit(lambda: tg.create_task(c))
    print(tg)
asyncio.run(m4())
