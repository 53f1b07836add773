import asyncio

stopped = []


async def child(name):
    try:
        await asyncio.sleep(10)
    finally:
        stopped.append(name)


async def main():
    try:
        async with asyncio.timeout(0.005):
            async with asyncio.TaskGroup() as group:
                group.create_task(child("a"))
                group.create_task(child("b"))
    except TimeoutError:
        print("timed out", sorted(stopped), asyncio.current_task().cancelling())


asyncio.run(main())
