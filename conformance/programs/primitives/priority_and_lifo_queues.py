import asyncio


async def main():
    queue = asyncio.PriorityQueue()
    for item in ((3, "c"), (1, "a"), (2, "b"), (1, "aa")):
        queue.put_nowait(item)
    print([queue.get_nowait() for _ in range(4)])
    stack = asyncio.LifoQueue(maxsize=3)
    for item in range(3):
        await stack.put(item)
    print(stack.full(), [await stack.get() for _ in range(3)])
    queue.put_nowait(1)
    try:
        queue.put_nowait("text")
    except TypeError as error:
        print(error)


asyncio.run(main())
