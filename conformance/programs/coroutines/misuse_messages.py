import types


@types.coroutine
def pause():
    yield


async def child():
    await pause()
    return 1


def attempt(label, function):
    try:
        print(label, repr(function()))
    except BaseException as error:
        print(label, f"{type(error).__name__}: {error}")


coro = child()
attempt("first send of a value", lambda: coro.send(1))
attempt("for", lambda: [x for x in coro])
attempt("iter", lambda: iter(coro))
attempt("next", lambda: next(coro))
attempt("call", lambda: coro())
attempt("send", lambda: coro.send(None))
attempt("send", lambda: coro.send(None))
attempt("send again", lambda: coro.send(None))
attempt("throw again", lambda: coro.throw(ValueError))


async def awaits_twice():
    coro = child()
    await coro
    await coro


twice = awaits_twice()
attempt("await", lambda: twice.send(None))
attempt("await twice", lambda: twice.send(None))
