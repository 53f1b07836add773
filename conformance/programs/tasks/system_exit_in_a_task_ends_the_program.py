import asyncio
import sys


async def child():
    sys.exit(7)


async def main():
    task = asyncio.create_task(child())
    try:
        await asyncio.sleep(1)
    finally:
        print("cleaning up")


asyncio.run(main())
