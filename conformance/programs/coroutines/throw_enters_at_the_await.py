import types


@types.coroutine
def pause():
    return (yield "paused")


async def inner():
    try:
        await pause()
    except ValueError as error:
        print("inner caught", error)
        return await pause()
    finally:
        print("inner finally")


async def outer():
    return await inner()


coro = outer()
print(coro.send(None))
print(coro.throw(ValueError("thrown in")))
try:
    coro.send("the end")
except StopIteration as stop:
    print(stop.value)

coro = outer()
coro.send(None)
try:
    coro.throw(KeyError("not caught"))
except KeyError as error:
    print(repr(error))
try:
    coro.send(None)
except RuntimeError as error:
    print(error)
