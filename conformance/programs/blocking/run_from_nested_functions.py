import asyncio


async def work(n):
    await asyncio.sleep(0.001)
    return n * 2


def innermost(n):
    return asyncio.run(work(n))


def middle(n):
    total = 0
    for i in range(n):
        total += innermost(i)
    return total


def outer():
    try:
        return middle(3)
    finally:
        print("finally in outer")


if __name__ == "__main__":
    print(outer())
    print(asyncio.run(work(10)))
