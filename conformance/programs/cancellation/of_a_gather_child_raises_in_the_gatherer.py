import asyncio


async def child(name):
    try:
        await asyncio.sleep(0.005)
        print(name, "slept")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    return name


async def main():
    tasks = [asyncio.create_task(child(name)) for name in "ab"]
    asyncio.get_running_loop().call_soon(tasks[0].cancel)
    try:
        await asyncio.gather(*tasks)
    except asyncio.CancelledError as error:
        print("gather raised", error.args, asyncio.current_task().cancelling())
    print(await tasks[1])
    tasks = [asyncio.create_task(child(name)) for name in "cd"]
    asyncio.get_running_loop().call_soon(tasks[0].cancel)
    print(await asyncio.gather(*tasks, return_exceptions=True))


asyncio.run(main())
