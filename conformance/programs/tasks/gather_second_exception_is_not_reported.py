import asyncio


async def fail(name, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    print(name, "fails")
    raise KeyError(name)


async def main():
    try:
        await asyncio.gather(fail("one", 1), fail("two", 3))
    except KeyError as error:
        print("caught", error)
    await asyncio.sleep(0.005)
    print("end")


asyncio.run(main())
