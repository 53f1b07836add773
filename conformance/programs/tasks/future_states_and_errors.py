import asyncio


def attempt(function, *args):
    try:
        print(function.__name__, repr(function(*args)))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(future, future.done(), future.cancelled())
    attempt(future.result)
    attempt(future.exception)
    future.set_result(1)
    print(future)
    attempt(future.result)
    attempt(future.exception)
    attempt(future.set_result, 2)
    attempt(future.set_exception, ValueError())
    attempt(future.cancel)
    other = loop.create_future()
    attempt(other.set_exception, StopIteration)
    attempt(other.set_exception, ValueError)
    attempt(other.exception)
    attempt(other.result)
    third = loop.create_future()
    attempt(third.cancel, "because")
    print(third, third.cancelled())
    attempt(third.cancel)


asyncio.run(main())
