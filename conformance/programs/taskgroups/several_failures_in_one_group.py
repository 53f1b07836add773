import asyncio


async def fail(error, turns):
    for _ in range(turns):
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            pass
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail(ValueError("one"), 1))
            group.create_task(fail(TypeError("two"), 2))
            group.create_task(fail(KeyError("three"), 3))
    except* ValueError as errors:
        print("values", errors.exceptions)
    except* (TypeError, KeyError) as errors:
        print("others", errors.exceptions)


asyncio.run(main())
