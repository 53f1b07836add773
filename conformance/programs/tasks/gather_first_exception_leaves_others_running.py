import asyncio


async def fail():
    await asyncio.sleep(0)
    raise ValueError("first failure")


async def work(name):
    for step in range(4):
        print(name, step)
        await asyncio.sleep(0)
    return name


async def main():
    survivor = asyncio.create_task(work("survivor"))
    try:
        await asyncio.gather(fail(), survivor, work("other"))
    except ValueError as error:
        print("caught", repr(error))
    print(survivor.done())
    print(await survivor)
    await asyncio.sleep(0)


asyncio.run(main())
