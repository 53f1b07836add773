import asyncio


async def waiter(name, future):
    print(name, "waits")
    print(name, "got", await future)


async def main():
    future = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(waiter(name, future)) for name in "abcd"]
    await asyncio.sleep(0)
    future.set_result("it")
    print("set")
    await asyncio.sleep(0)
    print("one turn later")
    print([task.done() for task in tasks])


asyncio.run(main())
