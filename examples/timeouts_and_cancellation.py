"""Giving up: after a time, on request, and without harming what must not be interrupted."""

import asyncio


async def download(name, seconds):
    try:
        await asyncio.sleep(seconds)
        return f"{name} arrived"
    except asyncio.CancelledError:
        print(f"{name}: cancelled, cleaning up")
        raise  # always hand it on, or the one who cancelled will wait in vain


async def save():
    await asyncio.sleep(0.3)
    print("saved")


async def main():
    # A limit for a block of code.
    try:
        async with asyncio.timeout(0.3):
            print(await download("quick", 0.01))
            print(await download("slow", 10))
    except TimeoutError:
        print("the block took too long")

    # A limit for one awaitable.
    try:
        await asyncio.wait_for(download("report", 10), timeout=0.02)
    except TimeoutError:
        print("no report today")

    # On request, with a reason.
    task = asyncio.create_task(download("film", 10))
    await asyncio.sleep(0.01)
    task.cancel("changed my mind")
    try:
        await task
    except asyncio.CancelledError as error:
        print("the film was cancelled:", error)

    # What must come to its end.
    saving = asyncio.create_task(save())
    try:
        await asyncio.wait_for(asyncio.shield(saving), timeout=0.05)
    except TimeoutError:
        print("not saved in time, but saving goes on")
    await saving

    # The first one wins, the others go.
    racers = [asyncio.create_task(download(f"mirror {n}", n * n - 0.9), name=f"mirror {n}") for n in (3, 1, 2)]
    done, pending = await asyncio.wait(racers, return_when=asyncio.FIRST_COMPLETED)
    for task in sorted(pending, key=lambda task: task.get_name()):
        task.cancel()
        await asyncio.wait([task])
    print("winner:", done.pop().result())


asyncio.run(main())
