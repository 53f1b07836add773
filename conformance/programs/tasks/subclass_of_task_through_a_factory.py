import asyncio


class Traced(asyncio.Task):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        print("made", self.get_name())


def factory(loop, coro, **kwargs):
    return Traced(coro, loop=loop, **kwargs)


async def child():
    return type(asyncio.current_task()).__name__


async def main():
    asyncio.get_running_loop().set_task_factory(factory)
    task = asyncio.create_task(child(), name="child")
    print(await task, asyncio.get_running_loop().get_task_factory() is factory)
    print(await asyncio.gather(asyncio.create_task(child(), name="gathered")))


asyncio.run(main())
