import asyncio
import contextlib


@contextlib.asynccontextmanager
async def managed(name):
    print("enter", name)
    await asyncio.sleep(0)
    try:
        yield name * 2
    except KeyError as error:
        print("suppressed", error)
    finally:
        print("exit", name)


async def main():
    async with managed("a") as value:
        print(value)
    async with managed("b"):
        raise KeyError("in the body")
    try:
        async with managed("c"):
            raise ValueError("passes")
    except ValueError as error:
        print(error)

    @managed("decorator")
    async def function():
        print("in the function")

    await function()


asyncio.run(main())
