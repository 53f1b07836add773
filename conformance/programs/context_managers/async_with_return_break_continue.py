import asyncio


class Resource:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        await asyncio.sleep(0)
        print("exit", self.name, details)
        return True


async def returning():
    async with Resource("return"):
        return "value"
    print("never printed")


async def main():
    print(await returning())
    for i in range(3):
        async with Resource(i):
            if i == 0:
                continue
            if i == 1:
                break
    print(i)


asyncio.run(main())
