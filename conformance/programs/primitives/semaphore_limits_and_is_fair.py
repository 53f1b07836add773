import asyncio


async def worker(name, semaphore, log):
    async with semaphore:
        log.append(f"+{name}")
        await asyncio.sleep(0)
        log.append(f"-{name}")


async def main():
    semaphore = asyncio.Semaphore(2)
    log = []
    await asyncio.gather(*(worker(name, semaphore, log) for name in "abcde"))
    print(*log)
    print(semaphore.locked(), repr(semaphore).split("[")[1])
    await semaphore.acquire()
    await semaphore.acquire()
    print(semaphore.locked(), repr(semaphore).split("[")[1])
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)
    semaphore.release()
    semaphore.release()
    semaphore.release()
    print(repr(semaphore).split("[")[1])


asyncio.run(main())
