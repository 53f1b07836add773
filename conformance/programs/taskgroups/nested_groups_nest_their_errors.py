import asyncio


async def fail(error):
    raise error


async def inner():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(ValueError("deep")))


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(inner())
            group.create_task(fail(OSError("shallow")))
    except* ValueError as errors:
        print("values:", repr(errors))
    except* OSError as errors:
        print("os:", repr(errors))


asyncio.run(main())
