import asyncio


async def child(log):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        log.append("delivered")
        raise


async def main():
    log = []
    task = asyncio.create_task(child(log))
    await asyncio.sleep(0)
    task.cancel()
    log.append("cancel called")
    asyncio.get_running_loop().call_soon(log.append, "soon after cancel")
    await asyncio.sleep(0)
    log.append("one turn later")
    await asyncio.sleep(0)
    log.append(f"two turns later {task.done()}")
    await asyncio.sleep(0)
    log.append(f"three turns later {task.done()}")
    print(*log, sep="\n")


asyncio.run(main())
