import asyncio


async def child(name, delay):
    await asyncio.sleep(delay)
    print(name, "finished")
    return name


async def main():
    async with asyncio.TaskGroup() as group:
        slow = group.create_task(child("slow", 0.01))
        quick = group.create_task(child("quick", 0), name="named")
        print("body ends", quick.get_name())
    print(slow.result(), quick.result())


asyncio.run(main())
