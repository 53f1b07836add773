# The current context belongs to the task: what a task sets others do not see.
import asyncio
from decimal import Context, Decimal, getcontext, localcontext, setcontext


async def with_precision(prec):
    with localcontext(prec=prec):
        await asyncio.sleep(0)
        return Decimal(1) / 7


async def changes():
    setcontext(Context(prec=3))
    await asyncio.sleep(0)
    return Decimal(1) / 7


async def main():
    print(await asyncio.gather(*(with_precision(prec) for prec in (2, 9, 30)), changes()))
    print(getcontext().prec, Decimal(1) / 7)


asyncio.run(main())
