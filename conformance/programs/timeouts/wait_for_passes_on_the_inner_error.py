import asyncio


async def fail():
    await asyncio.sleep(0)
    raise KeyError("inner")


async def main():
    try:
        await asyncio.wait_for(fail(), 5)
    except KeyError as error:
        print(repr(error))
    task = asyncio.create_task(asyncio.sleep(10))
    asyncio.get_running_loop().call_soon(task.cancel, "direct")
    try:
        await asyncio.wait_for(task, 5)
    except asyncio.CancelledError as error:
        print("cancelled", error.args, asyncio.current_task().cancelling())


asyncio.run(main())
