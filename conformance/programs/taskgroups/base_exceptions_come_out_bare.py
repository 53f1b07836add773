import asyncio


class Stop(BaseException):
    pass


async def stop():
    raise Stop("bare")


async def exit():
    raise KeyboardInterrupt("bare too")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(stop())
    except BaseExceptionGroup as errors:
        print(repr(errors))
    async with asyncio.TaskGroup() as group:
        group.create_task(exit())


try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print(repr(error))
