import asyncio


async def child():
    pass


async def attempt(label, *args, **kwargs):
    try:
        await asyncio.wait(*args, **kwargs)
    except (TypeError, ValueError) as error:
        print(f"{label}: {type(error).__name__}: {error}")


async def main():
    coro = child()
    await attempt("coroutine in a list", [coro])
    coro.close()
    await attempt("nothing", [])
    task = asyncio.create_task(child())
    await attempt("a task alone", task)
    await attempt("return_when", [task], return_when="SOON")
    await task


asyncio.run(main())
