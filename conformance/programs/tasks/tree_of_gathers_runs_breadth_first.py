import asyncio


async def node(path, depth):
    print(path or "root")
    if depth:
        results = await asyncio.gather(*(node(path + letter, depth - 1) for letter in "ab"))
        print("joined", path or "root")
        return sum(results)
    return 1


print(asyncio.run(node("", 3)))
