import asyncio

stock = 0


async def customer(condition, wanted):
    global stock
    async with condition:
        print(wanted, await condition.wait_for(lambda: stock >= wanted and "enough"))
        stock -= wanted


async def main():
    global stock
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(customer(condition, wanted)) for wanted in (3, 1)]
    for _ in range(4):
        await asyncio.sleep(0)
        async with condition:
            stock += 1
            print("stock", stock)
            condition.notify_all()
        await asyncio.sleep(0.001)
    await asyncio.gather(*tasks)
    print(stock)


asyncio.run(main())
