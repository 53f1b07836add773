import asyncio
import contextlib


@contextlib.asynccontextmanager
async def managed(name):
    print("enter", name)
    try:
        yield name
    finally:
        await asyncio.sleep(0)
        print("exit", name)


async def cleanup(what):
    print("cleanup", what)


async def main():
    async with contextlib.AsyncExitStack() as stack:
        for name in "ab":
            print(await stack.enter_async_context(managed(name)))
        stack.push_async_callback(cleanup, "pushed")
        stack.callback(print, "plain callback")
        stack.enter_context(contextlib.suppress(ValueError))
        raise ValueError("suppressed by the innermost")
    print("after")


asyncio.run(main())
