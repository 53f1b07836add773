import asyncio
import functools
import inspect


def logged(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        print("calling", function.__name__, args, kwargs)
        result = await function(*args, **kwargs)
        print("result", result)
        return result

    return wrapper


@logged
async def add(a, b=2, *, c=3):
    """Adds."""
    await asyncio.sleep(0)
    return a + b + c


print(asyncio.run(add(1, c=10)))
print(add.__name__, add.__doc__, inspect.iscoroutinefunction(add), inspect.iscoroutinefunction(functools.partial(add, 1)))
