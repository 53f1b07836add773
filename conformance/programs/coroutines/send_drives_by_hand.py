import types


@types.coroutine
def ask(question):
    answer = yield question
    return answer


async def conversation():
    name = await ask("name?")
    age = await ask("age?")
    return f"{name} is {age}"


coro = conversation()
print(coro.send(None))
print(coro.send("Ann"))
try:
    coro.send(30)
except StopIteration as stop:
    print(repr(stop), stop.value)
