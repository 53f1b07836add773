# recorder: 3.13
"""Runners make their loop the current one; policies and executors are asked; interrupts cancel first."""
import _thread
import asyncio
import concurrent.futures
import contextlib
import functools
import io
import time
import traceback
import warnings

warnings.simplefilter("ignore", DeprecationWarning)


async def own():
    return asyncio.get_running_loop()


def current():
    try:
        return asyncio.get_event_loop_policy().get_event_loop()
    except RuntimeError as e:
        return e


asyncio.set_event_loop(None)
with asyncio.Runner() as runner:
    loop = runner.get_loop()
    print(current() is loop, runner.run(own()) is loop, current() is loop)
print(current())


async def interrupted():
    try:
        _thread.interrupt_main()
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled first")
        raise


try:
    asyncio.run(interrupted())
except KeyboardInterrupt:
    print("then interrupted")


# A failed future raises with a traceback of its own each time.
async def fail():
    raise ValueError


async def twice():
    task = asyncio.create_task(fail())
    for _ in range(3):
        try:
            await task
        except ValueError as e:
            print([frame.name for frame in traceback.extract_tb(e.__traceback__)])


asyncio.run(twice())


# Threads' errors of `concurrent.futures` are asyncio's in a loop.
def cancelled():
    raise concurrent.futures.CancelledError


async def pools():
    loop = asyncio.get_running_loop()
    try:
        await loop.run_in_executor(None, cancelled)
    except asyncio.CancelledError as e:
        print(type(e))
    pool = concurrent.futures.ThreadPoolExecutor(1)
    loop.set_default_executor(pool)
    with contextlib.suppress(TypeError):
        loop.set_default_executor(None)
    sleeping = loop.run_in_executor(None, time.sleep, 0.3)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        await loop.shutdown_default_executor(0.05)
        print([str(each.message) for each in caught])
    await sleeping
    try:
        pool.submit(print)
    except RuntimeError as e:
        print(e)


asyncio.run(pools())


# Handles show what they would call.
def noop(*args, **keywords):
    pass


def shown(thing):
    return repr(thing).split(" at ")[0]


loop = asyncio.new_event_loop()
partial = functools.partial(functools.partial(noop, 1), 2, key=3)
print(shown(loop.call_soon(partial, 4)))
print(shown(loop.call_at(123, noop)), loop.call_at(123, noop).when(), loop.call_at(1.5, noop).when())
loop.set_debug(True)
print(shown(loop.call_soon(partial, 4)))
handles = [asyncio.TimerHandle(10, noop, (1,), loop) for _ in range(2)]
print(handles[0] == handles[1], handles[0] <= handles[1], hash(handles[0]) == hash(handles[1]))
loop.close()


class Driven:
    """A coroutine that can only be sent to."""

    def __init__(self):
        self.left = 3

    def __await__(self):
        return self

    def send(self, value):
        self.left -= 1
        if self.left == 0:
            raise StopIteration("driven")

    def throw(self, *args):
        raise args[0]

    def close(self):
        pass


async def main():
    print(await asyncio.create_task(Driven()))
    future = asyncio.get_running_loop().create_future()
    steps = iter(future)
    for _ in range(2):
        try:
            steps.throw(KeyError("again"))
        except KeyError as e:
            print(e)
    try:
        asyncio.Future.__new__(asyncio.Future).set_result(1)
    except RuntimeError as e:
        print(e)


asyncio.run(main())
try:
    asyncio.set_event_loop("text")
except TypeError as e:
    print(e)
