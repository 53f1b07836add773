import asyncio


def plain():
    pass


async def main():
    for thing in (plain, plain(), asyncio.get_running_loop().create_future(), [1], asyncio.sleep):
        try:
            asyncio.create_task(thing)
        except TypeError as error:
            print(type(error).__name__, str(error).split(" at 0x")[0].split(" <")[0])


asyncio.run(main())
