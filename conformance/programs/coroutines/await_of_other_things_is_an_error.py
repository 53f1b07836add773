# stderr: warnings without positions
import asyncio


def plain():
    pass


class NoIterator:
    def __await__(self):
        return 42


class CoroutineAwait:
    async def __await__(self):
        pass


async def generator():
    yield 1


async def main():
    for thing in (1, "text", None, plain, generator(), [1], main):
        try:
            await thing
        except TypeError as error:
            print(error)
    for thing in (NoIterator(), CoroutineAwait()):
        try:
            await thing
        except TypeError as error:
            print(error)


asyncio.run(main())
