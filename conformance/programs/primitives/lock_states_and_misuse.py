import asyncio


async def main():
    lock = asyncio.Lock()
    print(repr(lock).split("object at")[-1].split("[")[1], lock.locked())
    print(await lock.acquire(), lock.locked())
    waiter = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    print(repr(lock).split("[")[1])
    lock.release()
    print(await waiter, lock.locked())
    print(lock.release(), lock.locked())
    try:
        lock.release()
    except RuntimeError as error:
        print(error)
    try:
        with lock:
            pass
    except TypeError as error:
        print(error)
    try:
        async with lock as value:
            print("as", value)
            raise KeyError("inside")
    except KeyError:
        print("released", not lock.locked())


asyncio.run(main())
