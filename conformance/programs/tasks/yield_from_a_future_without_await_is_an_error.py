import asyncio


class Odd:
    def __init__(self, future):
        self.future = future

    def __await__(self):
        yield self.future


async def main():
    asyncio.current_task().set_name("main")
    future = asyncio.get_running_loop().create_future()
    try:
        await Odd(future)
    except RuntimeError as error:
        message = str(error)
        print(message[: message.index(" <")], message[message.rindex("> ") :])


asyncio.run(main())
