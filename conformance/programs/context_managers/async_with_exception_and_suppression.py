import asyncio


class Resource:
    def __init__(self, suppress):
        self.suppress = suppress

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0)
        print("exit", kind.__name__, error, traceback.tb_lineno)
        return self.suppress


async def main():
    async with Resource(True):
        raise ValueError("suppressed")
    print("after")
    try:
        async with Resource(0):
            raise ValueError("let through")
    except ValueError as error:
        print("outside", error)
    async with Resource("truthy"), Resource(None):
        raise KeyError("inner lets through, outer suppresses")
    print("end")


asyncio.run(main())
