import asyncio


async def child():
    return 1


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(child())
    for number in range(3):
        task.add_done_callback(lambda t, number=number: print("callback", number, t.result(), t.done()))
    loop.call_soon(print, "soon, queued after the task")
    await task
    print("awaited")
    task.add_done_callback(lambda t: print("added when done"))
    print("not called at once")
    await asyncio.sleep(0)
    print("one turn later")


asyncio.run(main())
