import asyncio


async def spread(group, depth):
    print("depth", depth)
    if depth < 3:
        group.create_task(spread(group, depth + 1))
    await asyncio.sleep(0)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(spread(group, 0))
    print("all done")


asyncio.run(main())
