# Missing keys and ended iterators where their handler is in the same function: contexts, tracebacks, subclasses.
import sys


class Missing(dict):
    def __missing__(self, key):
        if key == "raise":
            raise KeyError("from missing")
        return f"made of {key}"


class Overridden(dict):
    def __getitem__(self, key):
        raise IndexError(key)


class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration("value of", "countdown")
        self.left -= 1
        return self.left


def generate():
    yield 1
    return "returned"


def lines(error):
    found = []
    trace = error.__traceback__
    while trace:
        found.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
        trace = trace.tb_next
    return found


def items(mapping, key):
    try:
        value = mapping[key]
    except KeyError as error:
        return repr(error), error.args, lines(error)
    except IndexError as error:
        return repr(error), "index"
    except TypeError as error:
        return repr(error)
    else:
        return "found", value
    finally:
        print("finally", sys.exception())


def ends(iterator):
    found = []
    try:
        while True:
            found.append(next(iterator))
    except StopIteration as error:
        return found, error.value, error.args, lines(error)[:1]
    except (TypeError, ValueError) as error:
        return repr(error)


def in_contexts():
    try:
        {}["first"]
    except KeyError:
        try:
            [{}["second"] + 1, print("never")]
        except KeyError as error:
            print(repr(error), repr(error.__context__))
        try:
            next(iter([]))
        except StopIteration as error:
            print(repr(error), repr(error.__context__))
    try:
        print({1: 2}[1] or {}["never"], {1: 2}[1] and {}["third"])
    except KeyError as error:
        print(repr(error))
    try:
        print("evaluated before", end=" ") or {}[print("key") or "key"][next(iter(()))]
    except (KeyError, StopIteration) as error:
        print(repr(error))


def passed_on():
    try:
        {}["passed"]
    except IndexError:
        print("never")


def replaced(next):
    try:
        return next(5)
    except StopIteration:
        return "never"


def default():
    try:
        return next(iter(()), "default")
    except StopIteration:
        return "never"


def resumed():
    received = None
    while True:
        try:
            received = yield {"a": 1}[received]
        except KeyError as error:
            received = "a"


print(items({}, "key"), items({"key": 1}, "key"), items(Missing(), "key"), items(Missing(), "raise"))
print(items(Overridden(), 3), items([1], 4), items((), 0), items("abc", 1), items("abc", 9), items(5, 1))
print(items({}, []), items({}, float("nan")))
print(ends(iter([1, 2])), ends(generate()), ends(Countdown(2)), ends(zip([1], "ab")), ends([1]), ends(5))
in_contexts()
try:
    passed_on()
except KeyError as error:
    print(repr(error), lines(error))
print(replaced(lambda x: x + 1), default())
print(next(resumed()))
