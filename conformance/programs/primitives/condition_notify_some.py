import asyncio


async def waiter(name, condition):
    async with condition:
        print(name, "waits")
        print(name, await condition.wait())


async def main():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(waiter(name, condition)) for name in "abcd"]
    await asyncio.sleep(0)
    async with condition:
        condition.notify()
    await asyncio.sleep(0.002)
    print([task.done() for task in tasks])
    async with condition:
        condition.notify(2)
        print("still holding the lock")
        await asyncio.sleep(0.002)
    await asyncio.sleep(0.002)
    print([task.done() for task in tasks])
    async with condition:
        condition.notify_all()
    await asyncio.gather(*tasks)
    for function in (condition.notify, condition.notify_all):
        try:
            function()
        except RuntimeError as error:
            print(error)
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
