import asyncio


class NoAnext:
    def __aiter__(self):
        return self


class AiterReturnsNonsense:
    def __aiter__(self):
        return 5


class AnextReturnsNonsense:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class CoroutineAiter:
    async def __aiter__(self):
        return self


async def main():
    for thing in ([1, 2], 5, NoAnext(), AiterReturnsNonsense(), AnextReturnsNonsense(), (x for x in "ab")):
        try:
            async for item in thing:
                print(item)
        except TypeError as error:
            print(error)
    try:
        for item in numbers():
            print(item)
    except TypeError as error:
        print(error)
    for function in (aiter, anext):
        try:
            function(5)
        except TypeError as error:
            print(error)


async def numbers():
    yield 1


asyncio.run(main())
