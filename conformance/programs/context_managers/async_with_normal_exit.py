import asyncio


class Resource:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        await asyncio.sleep(0)
        print("enter", self.name)
        return self.name.upper()

    async def __aexit__(self, *details):
        await asyncio.sleep(0)
        print("exit", self.name, details)


async def main():
    async with Resource("a") as a:
        print("body", a)
    async with Resource("b") as b, Resource("c") as c:
        print("body", b, c)
    async with (
        Resource("d") as d,
        Resource("e"),
    ):
        print("body", d)


asyncio.run(main())
