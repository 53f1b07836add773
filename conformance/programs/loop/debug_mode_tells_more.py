# recorder: 3.13
"""Debug mode: where things were made, which thread asks, which callbacks are slow."""

import asyncio
import logging
import sys
import threading
import time


class Lines(logging.Handler):
    def emit(self, record):
        print(record.levelname, record.getMessage().split("\n")[0].split(" at ")[0].split(" took ")[0])


logging.getLogger("asyncio").addHandler(Lines())
logging.getLogger("asyncio").propagate = False


def here():
    return sys._getframe(1).f_lineno


def made_at(thing):
    frame = thing._source_traceback[-1]
    return frame.lineno, frame.name, type(thing._source_traceback).__name__


def noop(*args):
    pass


def fail():
    raise ValueError("in a callback")


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 60

    # Where handles, futures and tasks were made.
    handle = loop.call_soon(noop, 1, "two"); line = here()
    print(made_at(handle) == (line, "main", "StackSummary"))
    future = loop.create_future(); line = here()
    print(line in [frame.lineno for frame in future._source_traceback], repr(future).startswith("<Future pending created at "))
    timer = loop.call_later(10, noop)
    print(repr(handle).startswith("<Handle noop(1, 'two') at "), " created at " in repr(handle))
    timer.cancel()
    print(repr(timer).startswith("<TimerHandle cancelled when="), " created at " in repr(timer), " noop() at " in repr(timer))
    task = asyncio.create_task(asyncio.sleep(0)); line = here()
    print(line in [frame.lineno for frame in task._source_traceback])
    await task

    # A handler is told.
    told = []
    loop.set_exception_handler(lambda loop, context: told.append(context))
    loop.call_soon(fail); line = here()
    await asyncio.sleep(0)
    [context] = told
    print(sorted(context), context["source_traceback"][-1].lineno == line)
    loop.set_exception_handler(None)

    # Another thread must not.
    def other():
        for ask in (loop.call_soon, lambda f: loop.call_later(1, f), lambda f: loop.call_at(1, f)):
            try:
                ask(noop)
            except RuntimeError as e:
                print(e)
        loop.call_soon_threadsafe(noop)
        try:
            asyncio.get_event_loop()
        except RuntimeError as e:
            print(e)

    thread = threading.Thread(target=other, name="Other")
    thread.start()
    thread.join()

    # Slow callbacks.
    loop.slow_callback_duration = 0.6
    loop.call_soon(time.sleep, 0.7)
    await asyncio.sleep(0)
    loop.slow_callback_duration = 60
    await asyncio.sleep(0)

    print(sys.get_coroutine_origin_tracking_depth())
    try:
        loop.call_soon(main)
    except TypeError as e:
        print(e)


asyncio.run(main(), debug=True)
print(sys.get_coroutine_origin_tracking_depth())

# Failures of handlers are logged.
loop = asyncio.new_event_loop()


def broken(loop, context):
    print("told", context["message"])
    raise KeyError("in a handler")


class Unshown:
    def __repr__(self):
        raise OSError("no repr")


loop.set_exception_handler(broken)
loop.call_exception_handler({"message": "first"})
loop.set_exception_handler(None)
loop.call_exception_handler({"message": "second", "thing": Unshown()})
loop.set_exception_handler(broken)
loop.call_exception_handler({"message": "third", "thing": Unshown()})
given = {"message": "as it is"}
loop.set_exception_handler(lambda loop, context: print(context is given))
loop.call_exception_handler(given)
loop.close()
