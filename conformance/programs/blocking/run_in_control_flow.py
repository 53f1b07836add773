import asyncio


async def give(value):
    await asyncio.sleep(0)
    return value


def function():
    results = []
    while asyncio.run(give(len(results) < 3)):
        if asyncio.run(give(len(results))) == 1:
            results.append("one")
            continue
        results.append(asyncio.run(give(len(results))))
    for item in asyncio.run(give("ab")):
        results.append(item)
    try:
        asyncio.run(fail())
    except ValueError as error:
        results.append(str(error))
    else:
        results.append("never")
    finally:
        results.append(asyncio.run(give("finally")))
    match asyncio.run(give((1, 2))):
        case (1, x) if asyncio.run(give(True)):
            results.append(x)
    assert asyncio.run(give(True))
    return results, asyncio.run(give("returned"))


async def fail():
    raise ValueError("raised")


print(function())
x = y = asyncio.run(give("chained"))
print(x, y, f"{asyncio.run(give('in f-string')):>12}")
