import asyncio


def source(name):
    print("evaluating", name)
    return [1, 2]


async def main():
    generator = (x async for x in anything(source("outer")))
    print("generator made")
    print([x async for x in generator])
    try:
        (x async for x in undefined_name)
    except NameError as error:
        print(error)
    lazy = (x for _ in [0] for x in undefined_name)
    print("an inner one waits")


async def anything(items):
    for item in items:
        yield item


asyncio.run(main())
