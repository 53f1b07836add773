# stderr: warnings without positions
import asyncio


async def child():
    pass


coro = child()
try:
    asyncio.create_task(coro)
except RuntimeError as error:
    print(error)
coro.close()
