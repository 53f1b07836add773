import asyncio


def broken(part):
    raise ValueError(f"from {part}")


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.set_exception_handler(lambda loop, context: print("handled:", context["message"].split(" <")[0].split("(")[0], context["exception"]))
    loop.call_soon(broken, "call_soon")
    loop.call_later(0.001, broken, "call_later")
    await asyncio.sleep(0.004)
    loop.call_exception_handler({"message": "by hand", "exception": None})
    try:
        loop.set_exception_handler("not callable")
    except TypeError as error:
        print(error)


asyncio.run(main())
