import asyncio
import inspect


async def coroutine_function():
    pass


async def generator_function():
    yield


def plain():
    pass


async def main():
    coro = coroutine_function()
    task = asyncio.ensure_future(coro)
    agen = generator_function()
    for thing in (coro, task, agen, coroutine_function, generator_function, plain):
        print(
            type(thing).__name__,
            asyncio.iscoroutine(thing),
            asyncio.isfuture(thing),
            inspect.isawaitable(thing),
            inspect.iscoroutinefunction(thing),
            inspect.isasyncgenfunction(thing),
        )
    await task


asyncio.run(main())
