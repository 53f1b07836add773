import types


async def child():
    pass


def generator():
    yield from coro


@types.coroutine
def legacy():
    return (yield from child())


coro = child()
try:
    list(generator())
except TypeError as error:
    print(error)
coro.close()


async def main():
    return await legacy()


try:
    main().send(None)
except StopIteration as stop:
    print("allowed in types.coroutine", stop.value)
