import asyncio


async def child():
    return 1


async def main():
    loop = asyncio.get_running_loop()

    def handler(loop, context):
        print("handler:", sorted(context), repr(context["exception"]))
        print(context["message"].split(" <")[0].split(".<locals>")[0])

    loop.set_exception_handler(handler)
    task = asyncio.create_task(child())
    task.add_done_callback(lambda t: 1 / 0)
    task.add_done_callback(lambda t: print("the next callback still runs"))
    await task
    await asyncio.sleep(0)


asyncio.run(main())
