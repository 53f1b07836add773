import asyncio


async def coroutine_function():
    pass


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug())
    for thing in (coroutine_function, 42):
        try:
            loop.call_soon(thing)
        except TypeError as error:
            print(str(error).split(" <")[0])
    loop.set_debug(False)
    print(loop.get_debug())


asyncio.run(main(), debug=True)
