import asyncio


async def after(delay, value):
    await asyncio.sleep(delay)
    return value


async def main():
    for awaitable in asyncio.as_completed([after(0.02, "late"), after(0.001, "early"), after(0.01, "middle")]):
        print(await awaitable)
    tasks = {asyncio.create_task(after(delay, delay)): str(delay) for delay in (0.01, 0.001)}
    async for task in asyncio.as_completed(tasks):
        print(tasks[task], task.result())


asyncio.run(main())
