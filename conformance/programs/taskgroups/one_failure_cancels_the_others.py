import asyncio

cancelled = []


async def fail():
    await asyncio.sleep(0.001)
    raise ValueError("one")


async def patient(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        cancelled.append(name)
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(patient("a"))
            group.create_task(fail())
            group.create_task(patient("b"))
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("the body is cancelled, and before it", sorted(cancelled))
                raise
    except ExceptionGroup as errors:
        print(repr(errors))
    print(asyncio.current_task().cancelling())


asyncio.run(main())
