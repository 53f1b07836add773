# What the steps of an asynchronous generator do when a program drives them itself.
import types
import warnings

warnings.simplefilter("error")


async def numbers():
    got = yield 1
    got = yield got
    yield got * 100


def step(awaitable, *sent):
    try:
        awaitable.send(*sent or (None,))
    except BaseException as e:
        print(type(e).__name__, e)


it = numbers()
step(it.__anext__())
step(it.__anext__(), 10)
step(it.asend(1), 12)
step(it.__anext__())

it = numbers()
step(it.__anext__(), 10)

it = numbers()
step(it.asend(None))
wrong = it.athrow(None)
print("made")
step(wrong)
try:
    it.athrow(ValueError, ValueError(), None)
except DeprecationWarning as e:
    print(e)
try:
    (x for x in ()).throw(ValueError, ValueError())
except DeprecationWarning as e:
    print(e)


@types.coroutine
def pause():
    yield


async def stubborn():
    try:
        await pause()
    except GeneratorExit:
        await pause()
    yield


step_ = stubborn().asend(None)
step_.send(None)
try:
    step_.close()
except RuntimeError as e:
    print(e)


class Next:
    def __aiter__(self):
        return self

    def __anext__(self):
        return self

    def __await__(self):
        1 / 0


async def loop():
    async for _ in Next():
        pass


try:
    loop().send(None)
except TypeError as e:
    print(e, "from", repr(e.__cause__))


async def outer():
    await inner()


async def inner():
    print("running", c.cr_await)
    await pause()


c = outer()
c.send(None)
print(c.cr_await.__name__)
step(c)

g = (x for x in ())
for name in "__name__", "__qualname__":
    try:
        setattr(g, name, 1)
    except TypeError as e:
        print(e)
