import asyncio


async def after(delay):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print("inner cancelled")
        raise
    return "result"


async def main():
    print(await asyncio.wait_for(after(0.001), 5))
    print(await asyncio.wait_for(after(0.001), None))
    try:
        await asyncio.wait_for(after(10), 0.003)
    except TimeoutError as error:
        print(repr(error), repr(error.__cause__))
    done = asyncio.create_task(after(0))
    await done
    print(await asyncio.wait_for(done, 0))
    print(await asyncio.wait_for(done, -1))
    try:
        await asyncio.wait_for(after(0.001), 0)
    except TimeoutError as error:
        print(repr(error))


asyncio.run(main())
