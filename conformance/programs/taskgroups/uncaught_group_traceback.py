import asyncio


async def fail(error):
    raise error


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(ValueError("first")))
        group.create_task(fail(KeyError("second")))


asyncio.run(main())
