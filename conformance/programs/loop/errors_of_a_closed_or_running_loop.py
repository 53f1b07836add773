import asyncio


async def child():
    pass


async def main():
    loop = asyncio.get_running_loop()
    for action in (loop.close, loop.run_forever):
        try:
            action()
        except RuntimeError as error:
            print(error)
    coro = child()
    other = asyncio.new_event_loop()
    try:
        other.run_until_complete(coro)
    except RuntimeError as error:
        print(error)
    other.close()
    coro.close()


asyncio.run(main())
loop = asyncio.new_event_loop()
loop.close()
loop.close()
for action in (lambda: loop.call_soon(print), lambda: loop.call_later(0, print), loop.run_forever):
    try:
        action()
    except RuntimeError as error:
        print(error)
