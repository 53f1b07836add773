import asyncio


class Plain:
    def __enter__(self):
        pass

    def __exit__(self, *details):
        pass


class Async:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *details):
        pass


class NoExit:
    async def __aenter__(self):
        pass


class WrongEnter:
    def __aenter__(self):
        return 5

    async def __aexit__(self, *details):
        pass


class WrongExit:
    async def __aenter__(self):
        pass

    def __aexit__(self, *details):
        return 5


async def main():
    for thing in (Plain(), NoExit(), 5, WrongEnter(), WrongExit()):
        try:
            async with thing:
                print("body")
        except TypeError as error:
            print(error)
    for thing in (Async(), 5):
        try:
            with thing:
                print("body")
        except TypeError as error:
            print(error)


asyncio.run(main())
