import asyncio


async def numbers():
    try:
        for number in range(10):
            yield number
    finally:
        print("generator finally")


async def child(generator):
    async for number in generator:
        print("got", number)
        await asyncio.sleep(10)


async def main():
    generator = numbers()
    task = asyncio.create_task(child(generator))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print("task cancelled", task.cancelled())
    await generator.aclose()
    print("closed")


asyncio.run(main())
