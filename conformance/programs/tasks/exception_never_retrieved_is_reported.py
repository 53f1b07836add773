import asyncio


async def fail():
    raise ValueError("nobody looks")


async def main():
    task = asyncio.create_task(fail(), name="forgotten")
    await asyncio.sleep(0)
    del task
    print("end of main")


asyncio.run(main())
