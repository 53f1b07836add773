import asyncio


async def child():
    return asyncio.current_task().get_name()


async def main():
    print(asyncio.current_task().get_name())
    print(await asyncio.create_task(child()))
    print(await asyncio.create_task(child(), name="mine"))
    print(await asyncio.create_task(child()))
    task = asyncio.create_task(child(), name=42)
    print(repr(task.get_name()))
    task.set_name(("any", "object"))
    print(repr(await task))


asyncio.run(main())
