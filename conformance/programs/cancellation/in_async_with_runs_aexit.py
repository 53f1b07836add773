import asyncio


class Resource:
    async def __aenter__(self):
        print("enter")
        return self

    async def __aexit__(self, kind, error, traceback):
        print("exit with", kind.__name__, error.args)
        await asyncio.sleep(0)
        print("exit done")


async def child():
    async with Resource():
        await asyncio.sleep(10)


async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel("stop")
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
