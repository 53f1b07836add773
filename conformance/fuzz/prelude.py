# What every random program begins with: ways to show, to keep values small and loops short, and to drive coroutines.
import asyncio
import functools
import itertools
import sys


class TooLong(BaseException):
    pass


ticks = 0


def tick():
    global ticks
    ticks += 1
    if ticks > 3000:
        raise TooLong


def show(*values):
    print(*map(repr, values))


def small(value):
    if isinstance(value, int) and abs(value) > 1 << 300:
        return value % 1000003
    if isinstance(value, (str, bytes, list, tuple)) and len(value) > 60:
        return value[:7]
    if isinstance(value, (dict, set)) and len(value) > 60:
        return type(value)()
    return value


def item(value):
    # What may be in a set: pyodide's hashes have 32 bits, and other numbers another order.
    return abs(value) % 1000 if isinstance(value, int) else 7


def report(error, depth=0):
    lines = []
    traceback = error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        # Of the library nobody knows the frames.
        if code.co_filename.startswith("<program"):
            lines.append((code.co_name, traceback.tb_lineno))
        traceback = traceback.tb_next
    print("  " * depth + type(error).__name__, error, lines)
    for inner in getattr(error, "exceptions", ()):
        report(inner, depth + 1)
    if depth < 4 and error.__cause__ is not None:
        report(error.__cause__, depth + 1)
    elif depth < 4 and error.__context__ is not None and not error.__suppress_context__:
        report(error.__context__, depth + 1)


class Manager:
    def __init__(self, name, swallows=()):
        self.name = name
        self.swallows = swallows

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, error, traceback):
        print("exit", self.name, kind and kind.__name__)
        return kind is not None and issubclass(kind, self.swallows)

    async def __aenter__(self):
        await Later(self.name)
        return self.__enter__()

    async def __aexit__(self, *raised):
        await Later(self.name)
        return self.__exit__(*raised)


class Later:
    def __init__(self, value, times=1):
        self.value = value
        self.times = times

    def __await__(self):
        for i in range(self.times):
            print("waits", self.value, i)
            yield i
        return self.value


def drive(coroutine):
    steps = 0
    try:
        while True:
            try:
                print("yields", coroutine.send(None))
            except StopIteration as stop:
                return stop.value
            steps += 1
            if steps == 7:
                coroutine.throw(ValueError("thrown in"))
            if steps > 12:
                return "closed"
    finally:
        coroutine.close()


def traced(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("calls", function.__name__, len(args), sorted(kwargs))
        return function(*args, **kwargs)

    return wrapper
