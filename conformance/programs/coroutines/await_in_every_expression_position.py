import asyncio


async def give(value):
    await asyncio.sleep(0)
    return value


class Box:
    pass


async def main():
    box = Box()
    print(await give(1) + await give(2) * await give(3))
    print([await give(1), await give(2)], {await give("k"): await give("v")}, {await give(1)})
    print((await give([1, 2, 3]))[await give(1)], (await give("abc"))[await give(1) : await give(3)])
    box.value = await give("attribute")
    print(box.value, f"{await give('f-string'):>10}|{await give(3.14159):.{await give(2)}f}")
    print(await give(1) if await give(False) else await give(0), await give(0) or await give("or"))
    print(await give(1) < await give(2) < await give(3), not await give(1), -await give(5))
    print(await (await give(give))("nested"), *await give([1, 2]), sep=await give("-"))
    x = y = await give("chained")
    print(x, y, (z := await give("walrus")), z)
    x += await give("!")
    print(x, max(await give(1), await give(2), key=await give(lambda v: -v)))
    assert await give(True), await give("never")
    first, *rest = await give([1, 2, 3])
    print(first, rest, 2 ** await give(3), await give(2) ** 3)
    del (await give([1, 2]))[await give(0)]
    return await give("returned")


print(asyncio.run(main()))
