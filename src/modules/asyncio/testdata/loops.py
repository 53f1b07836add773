# Task factories, loops of a program's own, exception handlers.
import asyncio

# loops
def factory(loop, coro, **kw):
    print("factory", sorted(kw), kw.get("name"))
    return asyncio.Task(coro, loop=loop, **kw)

class MyLoop(asyncio.SelectorEventLoop):
    def create_task(self, coro, **kw):
        print("create_task", sorted(kw))
        return super().create_task(coro, **kw)
    def call_exception_handler(self, context):
        print("ceh", context["message"], sorted(context))
        super().call_exception_handler(context)

async def ok(x=1):
    await asyncio.sleep(0)
    return x

async def bad():
    raise ValueError("bad")

async def m1():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(factory)
    print(loop.get_task_factory() is factory)
    t = asyncio.create_task(ok(), name="n1")
    await t
    t = loop.create_task(ok(2))
    print(await t)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(ok(3), name="tg")
    loop.set_task_factory(None)
    print(loop.get_task_factory())
    loop.set_task_factory(asyncio.eager_task_factory)
    print(loop.get_task_factory() is asyncio.eager_task_factory)
    t = asyncio.create_task(ok(5)); print(t.done(), await t)
    loop.set_task_factory(asyncio.create_eager_task_factory(asyncio.Task))
    t = asyncio.create_task(ok(5), name="eager"); print(t, await t)
    try:
        loop.set_task_factory(3)
    except TypeError as e: print(e)
asyncio.run(m1())

async def m2():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: 1/0)
    await asyncio.create_task(ok())
    def h(loop, context):
        print("handler", type(loop).__name__, sorted(context), repr(context.get("exception")))
    loop.set_exception_handler(h)
    print(loop.get_exception_handler() is h)
    loop.call_later(0, lambda: [][1])
    await asyncio.sleep(0.01)
with asyncio.Runner(loop_factory=MyLoop) as r:
    print(r.run(ok(7)))
    r.run(m2())
    print(r.get_loop())
