import asyncio
import inspect
import types


@types.coroutine
def pause():
    yield "pause"


async def numbers():
    yield 1
    await pause()
    yield 2


generator = numbers()
print(inspect.getasyncgenstate(generator), generator.ag_running, generator.ag_await, generator.ag_frame.f_lineno)
try:
    generator.asend(None).send(None)
except StopIteration:
    print(inspect.getasyncgenstate(generator), generator.ag_suspended, generator.ag_frame.f_lineno)
step = generator.asend(None)
print(step.send(None), generator.ag_running, generator.ag_await.__name__)
try:
    step.send(None)
except StopIteration as stop:
    print(stop.value, generator.ag_code.co_name, generator.__qualname__)
