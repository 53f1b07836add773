import asyncio


async def inner():
    await asyncio.sleep(10)


async def main():
    task = asyncio.create_task(inner())
    shielded = asyncio.shield(task)
    print(shielded is task, type(shielded).__name__)
    await asyncio.sleep(0)
    task.cancel("inner")
    try:
        await shielded
    except asyncio.CancelledError as error:
        print(error.args, shielded.cancelled(), task.cancelled())
    done = asyncio.create_task(asyncio.sleep(0, "done"))
    await done
    print(asyncio.shield(done) is done)


asyncio.run(main())
