import asyncio


async def outcome(value):
    await asyncio.sleep(0)
    if isinstance(value, BaseException):
        raise value
    return value


async def main():
    results = await asyncio.gather(
        outcome(1), outcome(ValueError("two")), outcome(asyncio.CancelledError("three")), outcome(4),
        return_exceptions=True,
    )
    print(results)


asyncio.run(main())
