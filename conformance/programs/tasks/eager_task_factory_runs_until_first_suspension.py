import asyncio


async def child(name, suspend):
    print(name, "starts")
    if suspend:
        await asyncio.sleep(0)
        print(name, "resumes")
    return name


async def main():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    print("before")
    one = asyncio.create_task(child("one", False))
    print("after one:", one.done(), one.result())
    two = asyncio.create_task(child("two", True))
    print("after two:", two.done())
    loop.set_task_factory(None)
    three = asyncio.create_task(child("three", False))
    print("after three:", three.done())
    print(await asyncio.gather(one, two, three))


asyncio.run(main())
