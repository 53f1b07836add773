import asyncio


async def child():
    current = asyncio.current_task()
    print("inside", current.get_name(), current in asyncio.all_tasks())
    return current


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    task = loop.create_task(child(), name="eager")
    print(task.done(), task.result() is task, task in asyncio.all_tasks())
    print(asyncio.current_task().get_name())
    direct = asyncio.Task(child(), loop=loop, name="direct", eager_start=True)
    print(direct.done())


async def named_main():
    asyncio.current_task().set_name("main")
    await main()


asyncio.run(named_main())
