import asyncio


async def child(n):
    for _ in range(n):
        await asyncio.sleep(0)
    print("child", n)
    return n


async def main():
    tasks = []
    async with asyncio.TaskGroup() as group:
        for n in (2, 0, 1):
            task = group.create_task(child(n))
            task.add_done_callback(lambda task: print("callback", task.result()))
            tasks.append(task)
        print("body ends")
    print([task.result() for task in tasks])


asyncio.run(main())
