import asyncio


async def child():
    pass


async def main():
    group = asyncio.TaskGroup()
    coro = child()
    try:
        group.create_task(coro)
    except RuntimeError as error:
        print(str(error).replace(repr(group), "GROUP"))
    async with group:
        try:
            async with group:
                pass
        except RuntimeError as error:
            print(str(error).split(">")[-1])
    coro = child()
    try:
        group.create_task(coro)
    except RuntimeError as error:
        print(str(error).split(">")[-1])
    coro.close()
    try:
        with group:
            pass
    except TypeError as error:
        print(error)


asyncio.run(main())
