import asyncio


class Countdown:
    def __init__(self, start):
        self.current = start

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(0)
        if self.current == 0:
            raise StopAsyncIteration
        self.current -= 1
        return self.current


async def main():
    async for value in Countdown(3):
        print(value)
    print([value async for value in Countdown(4) if value % 2])
    print(await anext(Countdown(1)), await anext(Countdown(0), None))
    async for a, *b in pairs():
        print(a, b)


async def pairs():
    yield 1, 2, 3
    yield "xy"


asyncio.run(main())
