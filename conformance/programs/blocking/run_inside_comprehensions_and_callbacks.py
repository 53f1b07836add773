import asyncio
import functools


async def double(n):
    await asyncio.sleep(0.001)
    return n * 2


def blocking(n):
    return asyncio.run(double(n))


print([blocking(n) for n in range(3)], {n: blocking(n) for n in range(2)}, sum(blocking(n) for n in range(3)))
print(list(map(blocking, [1, 2])), list(filter(lambda n: blocking(n) > 2, [1, 2])))
print(sorted([3, 1, 2], key=blocking), max([1, 5, 3], key=blocking), min([4, 2], key=lambda n: -blocking(n)))
print(functools.reduce(lambda a, b: a + blocking(b), [1, 2, 3]))
print(next(iter(blocking, 4)) if False else any(blocking(n) for n in (0, 1)))


def generator():
    for n in range(2):
        yield blocking(n)


print(list(generator()), *generator())
