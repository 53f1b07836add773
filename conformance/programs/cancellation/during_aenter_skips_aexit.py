import asyncio


class Resource:
    async def __aenter__(self):
        try:
            await asyncio.sleep(10)
        finally:
            print("enter interrupted")

    async def __aexit__(self, *details):
        print("never printed")


async def child():
    async with Resource():
        print("never printed")


async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
