# What is raised where its handler stands in the same function: tracebacks, contexts, and every part that is left on the way.
import asyncio
import sys


def lines(error):
    entry = error.__traceback__
    found = []
    while entry is not None:
        code = entry.tb_frame.f_code
        if code.co_filename == __file__:
            found.append((entry.tb_lineno, code.co_name))
        entry = entry.tb_next
    return found


def describe(error, margin=""):
    for each in (error.__cause__, error.__context__):
        if each is not None:
            describe(each, margin + "  ")
    print(f"{margin}{error!r} {lines(error)} {error.__suppress_context__}")
    for each in getattr(error, "exceptions", ()):
        describe(each, margin + "| ")


def show(title, call):
    print("==", title)
    try:
        print("returned", call())
    except BaseException as error:
        describe(error)
    print("handled now:", sys.exception())


class Manager:
    def __init__(self, swallows):
        self.swallows = swallows

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        print("exit", kind, value, tb is not None and tb.tb_lineno)
        return self.swallows


def direct(number):
    try:
        if number == 0:
            raise ValueError("zero")
        if number == 1:
            raise KeyError
        if number == 2:
            assert number > 2, "two"
        if number == 3:
            raise 3
    except ValueError as error:
        return f"value {error} {error.__traceback__.tb_lineno}"
    except AssertionError as error:
        return f"assertion {error} {error.__traceback__.tb_next}"
    else:
        return "else"


for number in range(5):
    show(f"direct {number}", lambda: direct(number))


def nested():
    try:
        try:
            raise ValueError("inner")
        except KeyError:
            print("never")
        except ValueError as error:
            print("handling", sys.exception())
            raise TypeError("outer")
    except TypeError as error:
        print(repr(error.__context__), sys.exception() is error)
        try:
            raise
        except TypeError as again:
            print(again is error, sys.exception() is again)
    print(sys.exception())
    try:
        error
    except NameError as unbound:
        print(unbound)


show("nested", nested)


def through_finally(log):
    try:
        try:
            log.append("body")
            raise ValueError("through")
        finally:
            log.append(repr(sys.exception()))
    except ValueError as error:
        log.append(lines(error))
    return log


show("finally", lambda: through_finally([]))


def finally_raises():
    try:
        raise ValueError("first")
    finally:
        raise KeyError("second")


show("finally raises", finally_raises)


def handler_and_finally():
    try:
        raise ValueError("first")
    except ValueError:
        raise KeyError("second") from None
    finally:
        print("finally sees", repr(sys.exception()))


show("handler and finally", handler_and_finally)


def through_with(swallows):
    try:
        with Manager(swallows):
            raise ValueError("in with")
    except ValueError as error:
        return "caught", lines(error)
    return "swallowed"


show("with", lambda: through_with(False))
show("with, swallowed", lambda: through_with(True))


def unmatched():
    try:
        try:
            raise ValueError("unmatched")
        except KeyError:
            pass
        except (IndexError, TypeError):
            pass
    except KeyError:
        pass


show("unmatched", unmatched)


def loops():
    seen = []
    for outer in range(3):
        try:
            for inner in range(3):
                while True:
                    if inner == outer:
                        raise LookupError(inner)
                    break
        except LookupError as error:
            seen.append(error.args)
            if outer == 1:
                continue
        else:
            seen.append("else")
    return seen


show("loops", loops)


def groups():
    try:
        raise ExceptionGroup("group", [ValueError(1), KeyError(2), TypeError(3)])
    except* ValueError as part:
        print("part", part.exceptions)
    except* KeyError:
        raise IndexError("new")


show("groups", groups)


def generator():
    try:
        received = yield 1
        if received is None:
            raise StopIteration("leaves")
    finally:
        print("generator's finally", repr(sys.exception()))


show("generator", lambda: list(generator()))


def generator_handles():
    while True:
        try:
            yield "first"
            raise ValueError("between")
        except ValueError as error:
            yield repr(sys.exception())
            return


show("generator handles", lambda: list(generator_handles()))


async def coroutine(kind):
    try:
        await asyncio.sleep(0)
        raise kind("in a coroutine")
    except ValueError as error:
        await asyncio.sleep(0)
        print("still", repr(sys.exception()), error.__traceback__.tb_next)
        raise
    finally:
        await asyncio.sleep(0)
        print("and", repr(sys.exception()))


show("coroutine", lambda: asyncio.run(coroutine(ValueError)))
show("coroutine, unmatched", lambda: asyncio.run(coroutine(KeyError)))


class Strange(Exception):
    def __init__(self, a, b=2, *rest):
        self.pair = a, b


class Stranger(Strange):
    def __new__(cls, *args):
        self = super().__new__(cls, "new")
        return self


def construction():
    for make in (lambda: Strange(1), lambda: Strange(1, 3, 4), lambda: Stranger(5), lambda: ValueError(1, 2), StopIteration):
        for _ in range(3):
            error = make()
        print(repr(error), error.args, getattr(error, "pair", None), getattr(error, "value", None))
    Strange.__init__ = lambda self, *args: None
    print(Strange().args, Stranger(1).args)
    try:
        raise Strange
    except Strange as error:
        print(repr(error))
    raise Strange(1, key=2)


show("construction", construction)


def module_like():
    namespace = {}
    exec("try:\n    raise ValueError('executed')\nexcept ValueError as e:\n    text = str(e)\n", namespace)
    return namespace["text"]


show("module", module_like)


class Body:
    try:
        raise ValueError("in a class")
    except ValueError as error:
        text = str(error)


print(Body.text, hasattr(Body, "error"))


def recurse(depth):
    try:
        if depth == 0:
            raise RecursionError("bottom")
        return recurse(depth - 1)
    except KeyError:
        pass


show("deep", lambda: recurse(3))
sys.stdout.flush()
recurse(2)
