import asyncio

kept = []


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0)
        print("closed by the loop")


async def main():
    generator = numbers()
    kept.append(generator)
    print(await anext(generator))
    print("main ends")


asyncio.run(main())
print("after run")
