async def plain():
    pass


class Holder:
    async def method(self):
        pass


def make():
    async def local():
        pass

    return local


for coro in (plain(), Holder().method(), make()()):
    print(repr(coro).split(" at 0x")[0], coro.__name__, coro.__qualname__)
    coro.__name__ = "renamed"
    print(coro.__name__)
    coro.close()
print(type(plain).__name__, plain.__code__.co_flags & 0x80 != 0)
