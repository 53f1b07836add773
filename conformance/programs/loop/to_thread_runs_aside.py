# recorder: 3.13
import asyncio
import contextvars
import time

variable = contextvars.ContextVar("variable", default="default")


def work(a, *, b):
    time.sleep(0.02)
    print("thread done", variable.get())
    return a + b


async def ticker():
    await asyncio.sleep(0.002)
    print("the loop goes on meanwhile")


async def main():
    variable.set("carried over")
    results = await asyncio.gather(asyncio.to_thread(work, 1, b=2), ticker())
    print(results)
    try:
        await asyncio.to_thread(int, "x")
    except ValueError as error:
        print(error)


asyncio.run(main())
