# stderr: warnings without positions
import asyncio


async def forgotten():
    pass


async def main():
    value = forgotten()
    print(type(value).__name__)


asyncio.run(main())
