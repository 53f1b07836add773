import asyncio


async def leftover():
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError("in the cleanup")


async def main():
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: print(context["message"], repr(context["exception"]), context["task"].get_name())
    )
    task = asyncio.create_task(leftover(), name="leftover")
    await asyncio.sleep(0)


asyncio.run(main())
