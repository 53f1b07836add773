import asyncio


async def slow_to_stop():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0.01)
        print("cleaned up")


async def answers_when_cancelled():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "a late answer"


async def fails_when_cancelled():
    try:
        await asyncio.sleep(10)
    finally:
        raise OSError("broken cleanup")


async def main():
    try:
        await asyncio.wait_for(slow_to_stop(), 0.002)
    except TimeoutError:
        print("timed out")
    print(await asyncio.wait_for(answers_when_cancelled(), 0.002))
    try:
        await asyncio.wait_for(fails_when_cancelled(), 0.002)
    except OSError as error:
        print(repr(error), repr(error.__context__))


asyncio.run(main())
