# The whole life of the smallest program; the harness takes the time of the process itself.
import asyncio


async def main():
    await asyncio.sleep(0)
    print("ready")


asyncio.run(main())
