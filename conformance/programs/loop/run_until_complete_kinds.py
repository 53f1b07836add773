import asyncio


async def child():
    await asyncio.sleep(0)
    return "coroutine"


async def fail():
    raise ValueError("out of run_until_complete")


loop = asyncio.new_event_loop()
print(loop.run_until_complete(child()))
future = loop.create_future()
loop.call_later(0.001, future.set_result, "future")
print(loop.run_until_complete(future), loop.run_until_complete(future))
task = loop.create_task(child())
print(loop.run_until_complete(task))
try:
    loop.run_until_complete(fail())
except ValueError as error:
    print(error)
loop.call_soon(loop.stop)
pending = loop.create_future()
try:
    loop.run_until_complete(pending)
except RuntimeError as error:
    print(error)
loop.close()
coro = child()
try:
    loop.run_until_complete(coro)
except RuntimeError as error:
    print(error)
coro.close()
