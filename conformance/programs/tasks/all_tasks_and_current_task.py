import asyncio


async def child():
    await asyncio.sleep(0.001)


async def main():
    tasks = [asyncio.create_task(child(), name=f"child {n}") for n in range(3)]
    print(sorted(task.get_name() for task in asyncio.all_tasks()))
    await tasks[0]
    await asyncio.gather(*tasks)
    print([task.get_name() for task in asyncio.all_tasks()])
    asyncio.get_running_loop().call_soon(lambda: print("in a callback:", asyncio.current_task()))
    await asyncio.sleep(0)


asyncio.run(main())
try:
    asyncio.current_task()
except RuntimeError as error:
    print(error)
