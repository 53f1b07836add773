import asyncio


async def fail():
    await asyncio.sleep(0.001)
    raise KeyError("from the loop")


def middle():
    asyncio.run(fail())


def outer():
    try:
        middle()
    except KeyError as error:
        raise RuntimeError("translated") from error


outer()
