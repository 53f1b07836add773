import asyncio


async def child():
    pass


def first(task):
    print("first")


def second(task):
    print("second")


async def main():
    task = asyncio.create_task(child())
    task.add_done_callback(first)
    task.add_done_callback(second)
    task.add_done_callback(first)
    print(task.remove_done_callback(first), task.remove_done_callback(first), task.remove_done_callback(print))
    await task
    await asyncio.sleep(0)


asyncio.run(main())
