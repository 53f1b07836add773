import asyncio


async def fail():
    raise ValueError("group")


async def main():
    for round in range(2):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fail())
                await asyncio.sleep(10)
        except* ValueError:
            print("handled", round)
        await asyncio.sleep(0.001)
        print("sleeping works", asyncio.current_task().cancelling())


asyncio.run(main())
