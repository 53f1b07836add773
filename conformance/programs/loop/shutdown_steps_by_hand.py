import asyncio


async def numbers():
    try:
        yield 1
    finally:
        print("generator closed")


async def main(kept):
    generator = numbers()
    kept.append(generator)
    return await anext(generator)


loop = asyncio.new_event_loop()
kept = []
try:
    print(loop.run_until_complete(main(kept)))
finally:
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
print(loop.is_closed())
