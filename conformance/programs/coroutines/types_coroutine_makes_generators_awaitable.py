import asyncio
import inspect
import types


@types.coroutine
def two_turns():
    yield
    yield
    return "done"


def plain():
    return 5


wrapped = types.coroutine(plain)


async def main():
    print(await two_turns())
    generator = two_turns()
    print(type(generator).__name__, inspect.isawaitable(generator), inspect.iscoroutinefunction(two_turns))
    generator.close()
    print(wrapped())
    try:
        types.coroutine(42)
    except TypeError as error:
        print(error)


asyncio.run(main())
