import asyncio


class Ready:
    def __await__(self):
        return iter(())


class Stepping:
    def __init__(self, steps):
        self.steps = steps

    def __await__(self):
        for step in range(self.steps):
            print("step", step)
            yield
        return f"after {self.steps}"


class Delegating:
    def __await__(self):
        return (yield from asyncio.sleep(0, "delegated").__await__())


async def main():
    print(await Ready())
    print(await Stepping(2))
    print(await Delegating())
    print(await asyncio.gather(Stepping(1), Stepping(2)))


asyncio.run(main())
