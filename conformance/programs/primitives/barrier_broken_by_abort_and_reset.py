import asyncio


async def party(name, barrier):
    try:
        await barrier.wait()
    except asyncio.BrokenBarrierError as error:
        print(name, type(error).__name__, error.args)


async def main():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(party(name, barrier)) for name in "ab"]
    await asyncio.sleep(0)
    await barrier.abort()
    await asyncio.gather(*tasks)
    print(barrier.broken)
    await party("late", barrier)
    await barrier.reset()
    print(barrier.broken)
    tasks = [asyncio.create_task(party(name, barrier)) for name in "cd"]
    await asyncio.sleep(0)
    await barrier.reset()
    await asyncio.gather(*tasks)
    print(barrier.broken, asyncio.BrokenBarrierError.__mro__[1].__name__)


asyncio.run(main())
