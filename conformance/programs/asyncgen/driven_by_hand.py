async def numbers():
    received = yield 1
    print("received", received)
    yield 2


generator = numbers()
step = generator.asend(None)
try:
    step.send(None)
except StopIteration as stop:
    print("yielded", stop.value)
try:
    generator.asend("hello").send(None)
except StopIteration as stop:
    print("yielded", stop.value)
try:
    anext(generator).send(None)
except StopAsyncIteration:
    print("exhausted")
try:
    generator.asend("hello").send(None)
except StopAsyncIteration:
    print("still exhausted")
