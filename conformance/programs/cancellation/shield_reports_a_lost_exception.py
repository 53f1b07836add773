import asyncio


async def inner():
    await asyncio.sleep(0.005)
    raise ValueError("nobody waits any more")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"], repr(context["exception"])))
    inner_task = asyncio.create_task(inner())

    async def waiter():
        await asyncio.shield(inner_task)

    outer = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    outer.cancel()
    await asyncio.sleep(0.1)
    print(outer.cancelled(), inner_task.done())


asyncio.run(main())
