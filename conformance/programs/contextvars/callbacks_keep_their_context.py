import asyncio
import contextvars

variable = contextvars.ContextVar("variable", default="default")


async def main():
    loop = asyncio.get_running_loop()
    variable.set("when scheduled")
    loop.call_soon(lambda: print("soon:", variable.get()))
    loop.call_later(0.001, lambda: print("later:", variable.get()))
    own = contextvars.copy_context()
    own.run(variable.set, "own")
    loop.call_soon(lambda: print("own:", variable.get()), context=own) if False else loop.call_soon(
        lambda: print("own:", variable.get()), context=own
    )
    future = loop.create_future()
    future.add_done_callback(lambda future: print("done callback:", variable.get()))
    variable.set("changed")
    future.set_result(None)
    await asyncio.sleep(0.003)


asyncio.run(main())
