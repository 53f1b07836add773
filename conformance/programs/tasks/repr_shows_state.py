import asyncio


async def child(outcome):
    await asyncio.sleep(0)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


async def main():
    good = asyncio.create_task(child("result"), name="good")
    bad = asyncio.create_task(child(ValueError("broken")), name="bad")
    gone = asyncio.create_task(child(None), name="gone")
    print(good)
    await asyncio.sleep(0)
    print(good)
    gone.cancel()
    print(gone)
    await asyncio.wait([good, bad, gone])
    for task in (good, bad, gone):
        print(task)
    bad.exception()


asyncio.run(main())
