import asyncio


async def after(delay, value):
    await asyncio.sleep(delay)
    if isinstance(value, Exception):
        raise value
    return value


async def main():
    quick = asyncio.create_task(after(0.001, "quick"))
    failing = asyncio.create_task(after(0.01, OSError("broken")))
    slow = asyncio.create_task(after(0.5, "slow"))
    done, pending = await asyncio.wait({quick, failing, slow}, return_when=asyncio.FIRST_EXCEPTION)
    print(quick in done, failing in done, slow in pending)
    print(repr(failing.exception()))
    slow.cancel()


asyncio.run(main())
