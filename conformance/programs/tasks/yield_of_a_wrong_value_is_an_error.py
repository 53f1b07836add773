import asyncio


class Odd:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield self.value


async def main():
    for value in (1, "text", [1, 2]):
        try:
            await Odd(value)
        except RuntimeError as error:
            print(error)
    await Odd(None)
    print("a bare None is one turn")


asyncio.run(main())
