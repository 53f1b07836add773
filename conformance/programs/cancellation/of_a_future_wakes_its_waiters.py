import asyncio


async def waiter(name, future):
    try:
        await future
    except asyncio.CancelledError as error:
        print(name, error.args, asyncio.current_task().cancelling())
        raise


async def main():
    future = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(waiter(name, future)) for name in "ab"]
    await asyncio.sleep(0)
    future.cancel("gone")
    await asyncio.wait(tasks)
    print([task.cancelled() for task in tasks])


asyncio.run(main())
