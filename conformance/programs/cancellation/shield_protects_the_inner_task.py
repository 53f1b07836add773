import asyncio


async def inner():
    await asyncio.sleep(0.01)
    print("inner finished")
    return "result"


async def main():
    inner_task = asyncio.create_task(inner())

    async def waiter():
        try:
            await asyncio.shield(inner_task)
        except asyncio.CancelledError:
            print("waiter cancelled; inner:", inner_task.cancelled(), inner_task.done())
            raise

    outer = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    outer.cancel()
    await asyncio.wait([outer])
    print(await inner_task)


asyncio.run(main())
