import asyncio


async def child():
    try:
        await asyncio.sleep(10)
    finally:
        print("child stops")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child())
            await asyncio.sleep(0)
            raise LookupError("in the body")
    except ExceptionGroup as errors:
        print(errors, errors.exceptions, repr(errors.__context__), repr(errors.__cause__))


asyncio.run(main())
