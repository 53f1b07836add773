import inspect
import types


@types.coroutine
def pause():
    yield


async def inner():
    await pause()


async def outer():
    seen.append((coro.cr_running, inspect.getcoroutinestate(coro)))
    await inner()
    seen.append(coro.cr_running)


seen = []
coro = outer()
print(inspect.getcoroutinestate(coro), coro.cr_running, coro.cr_suspended, coro.cr_await)
print(coro.cr_frame.f_lineno, coro.cr_frame.f_code.co_name, coro.cr_code.co_name)
coro.send(None)
print(inspect.getcoroutinestate(coro), coro.cr_running, coro.cr_suspended)
print(coro.cr_await.__name__, coro.cr_await.cr_await.__name__, coro.cr_frame.f_lineno)
try:
    coro.send(None)
except StopIteration:
    pass
print(inspect.getcoroutinestate(coro), coro.cr_frame, coro.cr_await, coro.cr_suspended)
print(seen)
