import asyncio
import sys
from collections import namedtuple


def names():
    frame = sys._getframe(1)
    result = []
    while frame is not None:
        result.append((frame.f_code.co_name, frame.f_lineno))
        if frame.f_code.co_name == "<module>":
            break
        frame = frame.f_back
    return result


def outer():
    def inner():
        return (lambda: names())()

    return inner()


class Thing:
    print("class body", names())

    def method(self):
        return [names() for _ in range(1)][0]


print(names())
print(outer())
print(Thing().method())
print(names.__code__ is sys._getframe().f_code, sys._getframe().f_globals is globals())


def generator():
    yield names()


print(next(generator()))


async def main():
    return names()[:1]


async def caller():
    return await main()


print([name for name, line in asyncio.run(main())][:1])
print(namedtuple("T", "a b").__module__)
print(sys._getframemodulename())
