"""Generators and coroutines take the names that their functions have when they are made; throw(type, value, traceback)."""

import asyncio
import functools
import warnings

warnings.simplefilter("ignore")


def generator():
    try:
        yield 1
    except Exception as e:
        print("inside:", repr(e))
        yield e


async def coroutine():
    pass


async def asynchronous_generator():
    yield 1


for function in generator, coroutine, asynchronous_generator:
    function.__name__ = "other"
    function.__qualname__ = "some.other"
    made = function()
    prefix = {generator: "gi", coroutine: "cr", asynchronous_generator: "ag"}[function]
    code = getattr(made, prefix + "_code")
    print(made.__name__, made.__qualname__, repr(made).split(" at ")[0], code.co_name, code is function.__code__)
    if function is coroutine:
        made.close()


def twice(function):
    @functools.wraps(function)
    async def wrapper():
        await function()
        await function()

    return wrapper


@twice
async def work():
    await asyncio.sleep(0)


async def main():
    task = asyncio.create_task(work())
    print(task.get_coro().__qualname__, task.get_coro().cr_code.co_name)
    await task


asyncio.run(main())


class Odd(Exception):
    def __new__(cls, *args):
        return 5


for arguments in [
    (ValueError, (1, 2)),
    (ValueError, TypeError(1)),
    (Exception, ValueError(1)),
    (ValueError, ValueError(1), None),
    (ValueError, 1),
    (ValueError, None, None),
    (ValueError("x"), 1),
    (ValueError, "x", 23),
    (UnicodeError(1),),
    (int, ValueError(1)),
    (list,),
    (5, 4),
    (Odd,),
    (Odd, 3),
]:
    made = generator()
    next(made)
    try:
        made.throw(*arguments)
    except Exception as e:
        print(repr(e))

unstarted = generator()
try:
    unstarted.throw(Odd)
except TypeError as e:
    print(e, list(unstarted))
