# Who waits for whom, and where; the stacks of tasks.

import asyncio
import dataclasses
import inspect
import re
import sys


def show(text):
    """Without the frames of asyncio's own code and without addresses; what waits for the same thing, in order."""
    lines = [line for line in text.split("\n") if "asyncio/" not in line]
    print(re.sub(r"0x[0-9a-f]+", "ID", "\n".join(lines)))


def names(graph):
    return sorted(each.future.get_name() for each in graph.awaited_by)


async def leaf(event):
    await event.wait()


async def middle(event):
    await leaf(event)


async def chains(event):
    task = asyncio.create_task(middle(event), name="middle")

    async def outer():
        await task

    async def outermost(awaited):
        await awaited

    first = asyncio.create_task(outer(), name="outer")
    asyncio.create_task(outermost(first), name="outermost")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    show(asyncio.format_call_graph(task))
    for limit in (1, -1, 0):
        show(asyncio.format_call_graph(first, limit=limit))
    graph = asyncio.capture_call_graph(task)
    print(type(graph).__name__, graph.future is task, [each.frame.f_code.co_name for each in graph.call_stack][-2:])
    print(graph.awaited_by[0].future is first, names(graph), type(graph.awaited_by).__name__)
    return task


async def waiters(event, task):
    async def gathering():
        await asyncio.gather(task, asyncio.sleep(0))

    async def waiting():
        await asyncio.wait([task])

    async def limited():
        await asyncio.wait_for(asyncio.shield(task), 100)

    async def shielding():
        await asyncio.shield(task)

    async def grouping():
        async with asyncio.TaskGroup() as group:
            group.create_task(outer(), name="in the group")

    async def outer():
        await task

    made = [
        asyncio.create_task(make(), name=make.__name__) for make in (gathering, waiting, limited, shielding, grouping)
    ]
    for _ in range(4):
        await asyncio.sleep(0)
    graph = asyncio.capture_call_graph(task)
    print(names(graph))
    for each in sorted(graph.awaited_by, key=lambda each: each.future.get_name()):
        if each.awaited_by:
            print(each.future.get_name(), names(each))
    return made


async def registered(task):
    future = asyncio.get_running_loop().create_future()
    print(asyncio.capture_call_graph(future).awaited_by)
    asyncio.future_add_to_awaited_by(future, task)
    asyncio.future_add_to_awaited_by(future, asyncio.current_task())
    print(names(asyncio.capture_call_graph(future)))
    asyncio.future_discard_from_awaited_by(future, task)
    asyncio.future_discard_from_awaited_by(future, task)
    print(names(asyncio.capture_call_graph(future)))
    show(asyncio.format_call_graph(future).partition("+ Call")[0])
    asyncio.future_add_to_awaited_by("not a future", task)
    try:
        asyncio.capture_call_graph("not a future")
    except TypeError as error:
        print(error)


async def running():
    def plain():
        asyncio.print_call_graph(file=Shown())

    async def inner():
        plain()

    await inner()
    asyncio.get_running_loop().call_soon(lambda: print(asyncio.capture_call_graph(), repr(asyncio.format_call_graph())))
    await asyncio.sleep(0)


class Shown:
    def write(self, text):
        if text.strip():
            show(text.rstrip())


class Stack(Shown):
    def write(self, text):
        if text.strip():
            print(re.sub(r" cb=\[[^]]*\]| wait_for=<[^>]*>", "", text.rstrip()))


async def stacks(task):
    async def fails():
        raise ValueError("x")

    async def succeeds():
        pass

    failed = asyncio.create_task(fails(), name="failed")
    done = asyncio.create_task(succeeds(), name="done")
    fresh = asyncio.create_task(succeeds(), name="fresh")
    await asyncio.wait([failed, done])
    for each in (task, failed, done):
        each.print_stack(file=Stack())
        print([frame.f_code.co_name for frame in each.get_stack()])
    task.print_stack(limit=0, file=Stack())
    print(failed.exception(), fresh.done())


async def main():
    event = asyncio.Event()
    task = await chains(event)
    made = await waiters(event, task)
    await registered(task)
    await running()
    await stacks(task)
    event.set()
    await asyncio.gather(*made, return_exceptions=True)


asyncio.run(main())
try:
    asyncio.capture_call_graph()
except RuntimeError as error:
    print(error)
for kind in (asyncio.FutureCallGraph, asyncio.FrameCallGraphEntry):
    print(kind.__module__, kind.__name__, [field.name for field in dataclasses.fields(kind)])
for function in (asyncio.capture_call_graph, asyncio.format_call_graph, asyncio.print_call_graph):
    print(function.__module__, function.__name__, list(inspect.signature(function).parameters))
print(sys.modules["asyncio.graph"].__name__)
