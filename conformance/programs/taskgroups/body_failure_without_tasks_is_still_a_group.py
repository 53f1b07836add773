import asyncio


async def main():
    try:
        async with asyncio.TaskGroup():
            raise LookupError("alone")
    except ExceptionGroup as errors:
        print(repr(errors))
    async with asyncio.TaskGroup():
        print("an empty group is left at once")


asyncio.run(main())
