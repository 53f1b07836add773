"""What goes wrong without `await`, and how it is reported. Run it and read the warnings."""

import asyncio


async def greet(name):
    await asyncio.sleep(0.01)
    print("hello,", name)
    return len(name)


async def main():
    # Forgotten: a coroutine is made and dropped, nothing is greeted. There is a warning that names this line.
    greet("nobody")

    # Half forgotten: a coroutine is not the number that it will give.
    length = greet("Ann")
    try:
        print(length + 1)
    except TypeError as error:
        print("TypeError:", error)
    print("awaited after all:", await length + 1)

    # A coroutine can be awaited once.
    try:
        await length
    except RuntimeError as error:
        print("RuntimeError:", error)

    # A task starts without `await`, but it is cancelled if the program ends first: keep it and await it.
    task = asyncio.create_task(greet("Bob"))
    print("the task has not begun yet")
    print("length:", await task)


asyncio.run(main())
