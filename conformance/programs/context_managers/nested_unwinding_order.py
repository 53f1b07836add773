import asyncio


class Resource:
    def __init__(self, name, fail=False):
        self.name, self.fail = name, fail

    async def __aenter__(self):
        if self.fail:
            raise RuntimeError(f"cannot enter {self.name}")
        print("enter", self.name)

    async def __aexit__(self, kind, *rest):
        print("exit", self.name, kind and kind.__name__)


async def main():
    try:
        async with Resource("a"), Resource("b"), Resource("c", fail=True):
            print("never printed")
    except RuntimeError as error:
        print(error)


asyncio.run(main())
