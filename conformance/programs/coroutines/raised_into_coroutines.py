# Exceptions that come into coroutines where they wait, and leave them after they have waited.
import asyncio
import sys


def entries(error):
    names = []
    trace = error.__traceback__
    while trace:
        names.append(trace.tb_frame.f_code.co_name)
        trace = trace.tb_next
    return names


class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    async def __aenter__(self):
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *details):
        print(self.name, "leaves with", repr(details[1]), "handling", repr(sys.exception()))
        await asyncio.sleep(0)
        return self.swallow


class Plain:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        print("plain leaves with", repr(error))
        return isinstance(error, KeyError)


async def fails(error, after=1):
    for _ in range(after):
        await asyncio.sleep(0)
    raise error


async def in_a_handler():
    try:
        raise KeyError("first")
    except KeyError:
        try:
            await fails(ValueError("second"))
        except ValueError as error:
            print(repr(error), "in the context of", repr(error.__context__))
        print("handling again", repr(sys.exception()))
    print("handling", sys.exception())


async def in_a_condition():
    try:
        if True and await fails(ValueError("in a condition")):
            print("never")
    except ValueError as error:
        print(repr(error))
    try:
        print([number if await asyncio.sleep(0, number) else await fails(TypeError(number)) for number in (2, 1, 0)])
    except TypeError as error:
        print(repr(error))


async def in_managers():
    async with Manager("outer", swallow=True):
        async with Manager("inner"):
            with Plain():
                await fails(KeyError("swallowed"))
            with Plain():
                await fails(IndexError("passed"))
    for number in range(3):
        async with Manager(number):
            if number == 1:
                break
            with Plain():
                continue
    try:
        async with Manager("raising"):
            raise LookupError("here")
    except LookupError as error:
        print(repr(error), entries(error))


async def in_finally(log):
    try:
        await fails(ValueError("replaced"))
    finally:
        log.append(repr(sys.exception()))
        try:
            await fails(KeyError("inside"))
        except KeyError as error:
            log.append(repr(error.__context__))
        log.append(repr(sys.exception()))


class Items:
    def __init__(self, count, error):
        self.count = count
        self.error = error

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(0)
        self.count -= 1
        if self.count < 0:
            raise self.error
        return self.count


async def generate(count):
    for number in range(count):
        await asyncio.sleep(0)
        yield number
    await fails(StopAsyncIteration("from within"))


async def in_loops():
    async for number in Items(2, StopAsyncIteration):
        print("item", number)
    else:
        print("exhausted")
    try:
        async for number in Items(1, OSError("broken")):
            print("item", number)
        else:
            print("never")
    except OSError as error:
        print(repr(error))
    try:
        async for number in generate(1):
            print("item", number)
    except RuntimeError as error:
        print(repr(error), repr(error.__cause__))


async def stops():
    await asyncio.sleep(0)
    raise StopIteration("too early")


async def three_deep():
    async def two():
        await one()

    async def one():
        await fails(ValueError("deep"))

    try:
        await two()
    except ValueError as error:
        print(entries(error))


async def stubborn(log):
    while True:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as error:
            log.append(error.args)
            if len(log) == 2:
                raise


async def cancelled():
    log = []
    task = asyncio.create_task(stubborn(log))
    await asyncio.sleep(0)
    task.cancel("once")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel("twice")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", log, error.args)
    unstarted = asyncio.create_task(stubborn(log))
    unstarted.cancel("before the start")
    print(await asyncio.gather(unstarted, return_exceptions=True), len(log))


def by_hand():
    async def waits(log):
        try:
            await Awaited()
        except ValueError as error:
            log.append(repr(error))
            try:
                await Awaited()
            except GeneratorExit as error:
                log.append(repr(error.__context__))
                raise
        return "end"

    class Awaited:
        def __await__(self):
            return (yield "asked")

    log = []
    coroutine = waits(log)
    print(coroutine.send(None), coroutine.throw(ValueError("thrown")))
    coroutine.close()
    print(log)
    coroutine = waits(log)
    try:
        coroutine.throw(StopIteration("before the start"))
    except (RuntimeError, StopIteration) as error:
        print(repr(error))
    coroutine = waits(log)
    coroutine.send(None)
    try:
        coroutine.throw(KeyError("through"))
    except KeyError as error:
        print(repr(error), entries(error))


async def main():
    await in_a_handler()
    await in_a_condition()
    await in_managers()
    log = []
    try:
        await in_finally(log)
    except ValueError as error:
        print(repr(error), entries(error), log)
    await in_loops()
    try:
        await stops()
    except RuntimeError as error:
        print(repr(error), repr(error.__cause__))
    await three_deep()
    await cancelled()


asyncio.run(main())
by_hand()
