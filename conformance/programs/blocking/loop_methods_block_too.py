import asyncio


async def child(name):
    await asyncio.sleep(0.001)
    print("child", name)
    return name


def with_loop():
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(child("run_until_complete"))
    finally:
        loop.close()


def forever():
    loop = asyncio.new_event_loop()
    loop.call_later(0.5, loop.stop)
    loop.create_task(child("run_forever"))
    loop.run_forever()
    loop.close()
    return "stopped"


def with_runner():
    with asyncio.Runner() as runner:
        return [runner.run(child(n)) for n in range(2)]


print(with_loop(), forever(), with_runner())
