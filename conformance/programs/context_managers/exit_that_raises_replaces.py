import asyncio


class Resource:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        raise OSError("in exit")


async def main():
    try:
        async with Resource():
            pass
    except OSError as error:
        print(error, repr(error.__context__))
    try:
        async with Resource():
            raise ValueError("in body")
    except OSError as error:
        print(error, repr(error.__context__))


asyncio.run(main())
