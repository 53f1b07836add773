import asyncio


async def fail():
    raise ValueError("at once")


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(fail())
    print(task.done(), repr(task.exception()))
    try:
        await task
    except ValueError as error:
        print("raised here:", error)


asyncio.run(main())
