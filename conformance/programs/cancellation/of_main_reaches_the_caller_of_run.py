import asyncio


async def main():
    asyncio.current_task().cancel("main itself")
    await asyncio.sleep(0)


try:
    asyncio.run(main())
except asyncio.CancelledError as error:
    print("out of run:", error.args)
