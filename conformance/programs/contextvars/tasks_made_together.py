# Tasks that were made in the same state of a context see nothing of one another's values, whoever asks for a context when.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="unset")


async def writes(name, writes_after):
    seen = [var.get()]
    await asyncio.sleep(0)
    seen.append(var.get())
    if writes_after:
        var.set(name)
    await asyncio.sleep(0)
    seen.append(var.get())
    return seen


async def asks_in_between():
    task = asyncio.current_task()
    inner = contextvars.copy_context()

    def ask():
        return task.get_context()

    context = inner.run(ask)
    var.set("asked")
    print("its own", context[var], context is task.get_context(), inner.get(var))
    token = var.set("again")
    await asyncio.sleep(0)
    var.reset(token)
    return var.get()


async def eager_child(name):
    before = var.get()
    var.set(name)
    await asyncio.sleep(0)
    return before, var.get()


async def eager_parent():
    children = [asyncio.Task(eager_child(n), loop=asyncio.get_running_loop(), eager_start=True) for n in "ab"]
    mine = var.get()
    var.set("parent")
    return mine, await asyncio.gather(*children), var.get()


async def main():
    tasks = [asyncio.create_task(writes(n, n != "b")) for n in "abc"]
    context = tasks[1].get_context()
    context.run(var.set, "from outside")
    print(await asyncio.gather(*tasks))
    print(var.get(), [task.get_context().get(var) for task in tasks])
    var.set("main")
    print(await asyncio.gather(asks_in_between(), asks_in_between(), writes("x", False)))
    print(await asyncio.gather(eager_parent(), eager_parent()))
    contexts = [asyncio.create_task(writes(n, True)).get_context() for n in "ab"]
    print(contexts[0] is contexts[1], contexts[0] is asyncio.current_task().get_context())
    try:
        asyncio.current_task().get_context().run(print)
    except RuntimeError as error:
        print(str(error).split(":")[0], var.get())
    await asyncio.sleep(0.01)
    print([context[var] for context in contexts])


asyncio.run(main())
