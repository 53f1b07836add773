import asyncio
import contextvars

request = contextvars.ContextVar("request", default="none")


async def handle(name):
    before = request.get()
    request.set(name)
    await asyncio.sleep(0)
    return before, request.get()


async def awaited_directly():
    request.set("set by the callee")


async def main():
    request.set("main")
    print(await asyncio.gather(*(handle(f"r{n}") for n in range(3))))
    print(request.get())
    await awaited_directly()
    print(request.get())
    task = asyncio.create_task(handle("late"))
    request.set("changed after creation")
    print(await task)


asyncio.run(main())
print(request.get())
