import asyncio


async def slow():
    await asyncio.sleep(0.002)
    yield 1


async def main():
    generator = slow()
    first = asyncio.create_task(anext(generator))
    await asyncio.sleep(0)
    print(generator.ag_running)
    for start in (lambda: anext(generator), lambda: generator.aclose(), lambda: generator.athrow(ValueError)):
        try:
            await start()
        except RuntimeError as error:
            print(error)
    print(await first, generator.ag_running)


async def wrapped():
    async def helper(awaitable):
        return await awaitable

    global anext
    original = anext
    anext = lambda generator: helper(original(generator))
    await main()


asyncio.run(wrapped())
