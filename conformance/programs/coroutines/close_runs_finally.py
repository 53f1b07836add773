import types


@types.coroutine
def pause():
    yield


async def child():
    try:
        await pause()
    except GeneratorExit:
        print("GeneratorExit")
        raise
    finally:
        print("finally")


coro = child()
coro.send(None)
print(coro.close())
print(coro.close())
fresh = child()
print(fresh.close())
try:
    fresh.send(None)
except RuntimeError as error:
    print(error)
