import asyncio


async def level(n):
    try:
        if n == 0:
            await asyncio.sleep(10)
        else:
            await level(n - 1)
    except asyncio.CancelledError:
        print("except", n)
        raise
    finally:
        print("finally", n)


async def main():
    task = asyncio.create_task(level(3))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
