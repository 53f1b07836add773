import asyncio
import contextvars

variable = contextvars.ContextVar("variable", default=0)


async def numbers():
    for i in range(3):
        variable.set(variable.get() + 10)
        yield i


async def main():
    async for _ in numbers():
        print(variable.get())


asyncio.run(main())
