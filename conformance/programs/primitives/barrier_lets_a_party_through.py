import asyncio


async def party(name, barrier, delay):
    await asyncio.sleep(delay)
    print(name, "arrives", barrier.n_waiting)
    position = await barrier.wait()
    print(name, "passes as", position)


async def main():
    barrier = asyncio.Barrier(3)
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    await asyncio.gather(party("a", barrier, 0), party("b", barrier, 0.002), party("c", barrier, 0.004))
    async with asyncio.Barrier(1) as position:
        print("alone", position)
    print(repr(barrier).split("[")[1])
    try:
        asyncio.Barrier(0)
    except ValueError as error:
        print(error)


asyncio.run(main())
