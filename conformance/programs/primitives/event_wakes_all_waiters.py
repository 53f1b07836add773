import asyncio


async def waiter(name, event):
    print(name, "waits")
    print(name, await event.wait(), event.is_set())


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(name, event)) for name in "abc"]
    await asyncio.sleep(0)
    event.set()
    event.clear()
    print("set and cleared", event.is_set())
    await asyncio.gather(*tasks)
    event.set()
    print(await event.wait(), "at once")
    print(repr(event).split("[")[1])


asyncio.run(main())
