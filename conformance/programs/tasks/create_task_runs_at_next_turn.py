import asyncio


async def child(name):
    print(name, "starts")
    await asyncio.sleep(0)
    print(name, "ends")


async def main():
    first = asyncio.create_task(child("first"))
    second = asyncio.create_task(child("second"))
    print("nothing has run yet")
    await asyncio.sleep(0)
    print("main after one turn")
    await asyncio.sleep(0)
    print("main after two turns", first.done(), second.done())
    await asyncio.sleep(0)
    print("main after three turns", first.done(), second.done())


asyncio.run(main())
