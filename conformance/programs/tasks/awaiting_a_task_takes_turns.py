import asyncio

turn = 0


async def count_turns():
    global turn
    while True:
        turn += 1
        await asyncio.sleep(0)


async def returns_at_once():
    print("child in turn", turn)
    return "value"


async def main():
    counter = asyncio.create_task(count_turns())
    await asyncio.sleep(0)
    print("plain await: turn", turn)
    await returns_at_once()
    print("after plain await: turn", turn)
    await asyncio.create_task(returns_at_once())
    print("after awaiting a task: turn", turn)
    await asyncio.gather(returns_at_once())
    print("after gather of one: turn", turn)
    await asyncio.gather(returns_at_once(), returns_at_once())
    print("after gather of two: turn", turn)
    await asyncio.wait([asyncio.create_task(returns_at_once())])
    print("after wait: turn", turn)
    await asyncio.wait_for(returns_at_once(), 1)
    print("after wait_for: turn", turn)
    await asyncio.shield(returns_at_once())
    print("after shield: turn", turn)
    async with asyncio.TaskGroup() as group:
        group.create_task(returns_at_once())
    print("after a task group: turn", turn)
    async with asyncio.timeout(1):
        await returns_at_once()
    print("after timeout: turn", turn)
    counter.cancel()


asyncio.run(main())
