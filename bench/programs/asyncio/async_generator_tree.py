# Asynchronous generators that delegate to one another, over a balanced tree of 100,000 nodes.
import asyncio
import time

NODES = 100_000
REPETITIONS = 3


class Node:
    def __init__(self, value, left, right):
        self.value = value
        self.left = left
        self.right = right

    async def __aiter__(self):
        if self.left:
            async for value in self.left:
                yield value
        yield self.value
        if self.right:
            async for value in self.right:
                yield value


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Node(middle, build(low, middle), build(middle + 1, high))


async def main():
    tree = build(0, NODES)
    best = float("inf")
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        total = 0
        async for value in tree:
            total += value
        best = min(best, time.perf_counter() - start)
    print("sum of nodes:", total)
    print(f"time: {best:.6f}")


asyncio.run(main())
