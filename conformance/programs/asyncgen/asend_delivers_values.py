import asyncio


async def echo():
    received = yield "ready"
    while received is not None:
        await asyncio.sleep(0)
        received = yield received * 2


async def main():
    generator = echo()
    try:
        await generator.asend("too early")
    except TypeError as error:
        print(error)
    print(await generator.asend(None))
    print(await generator.asend(4), await generator.asend("ab"))
    try:
        await generator.asend(None)
    except StopAsyncIteration:
        print("exhausted")


asyncio.run(main())
