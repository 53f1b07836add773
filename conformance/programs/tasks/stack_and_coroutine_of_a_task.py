import asyncio


async def inner():
    await asyncio.sleep(0)


async def outer():
    await inner()


async def main():
    coro = outer()
    task = asyncio.create_task(coro)
    print(task.get_coro() is coro, task.get_loop() is asyncio.get_running_loop())
    await asyncio.sleep(0)
    print([frame.f_code.co_name for frame in task.get_stack()])
    print(coro.cr_await.__name__, coro.cr_await.cr_await is not None)
    await task
    print(task.get_stack(), task.get_coro() is coro)


asyncio.run(main())
