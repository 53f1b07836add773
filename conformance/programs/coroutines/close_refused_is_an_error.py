import types


@types.coroutine
def pause():
    yield


async def stubborn():
    try:
        await pause()
    except GeneratorExit:
        await pause()


async def answers():
    try:
        await pause()
    except GeneratorExit:
        return "an answer"


coro = stubborn()
coro.send(None)
try:
    coro.close()
except RuntimeError as error:
    print(error)
try:
    coro.send(None)
except StopIteration as stop:
    print("finished", stop.value)
coro = answers()
coro.send(None)
print(coro.close())
