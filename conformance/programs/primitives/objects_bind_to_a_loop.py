import asyncio

lock = asyncio.Lock()


async def contend():
    async with lock:
        waiter = asyncio.create_task(lock.acquire())
        await asyncio.sleep(0)
    await waiter
    lock.release()


asyncio.run(contend())
print("first loop")
try:
    asyncio.run(contend())
except RuntimeError as error:
    print(str(error).split("> ")[-1])
