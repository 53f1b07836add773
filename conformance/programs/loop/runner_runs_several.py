import asyncio

seen = []


async def child(n):
    seen.append(asyncio.get_running_loop())
    return n


async def background():
    try:
        await asyncio.sleep(10)
    finally:
        print("background closed with the runner")


async def start():
    task = asyncio.create_task(background())
    await asyncio.sleep(0)
    return task


with asyncio.Runner() as runner:
    print(runner.run(child(1)), runner.run(child(2)), seen[0] is seen[1], seen[0] is runner.get_loop())
    task = runner.run(start())
    print(task.done())
print(task.cancelled())
coro = child(3)
try:
    runner.run(coro)
except RuntimeError as error:
    print(error)
coro.close()
