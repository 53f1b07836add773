import asyncio


async def leaves(tree):
    if isinstance(tree, list):
        for branch in tree:
            async for leaf in leaves(branch):
                yield leaf
    else:
        await asyncio.sleep(0)
        yield tree


async def main():
    async for leaf in leaves([1, [2, [3, 4]], [[5]], 6]):
        print(leaf, end=" ")
    print()


asyncio.run(main())
