import asyncio


async def child(name):
    print(name, "runs")


async def main():
    eager = asyncio.create_task(child("eager"), eager_start=True)
    print("eager done:", eager.done())
    lazy = asyncio.create_task(child("lazy"), eager_start=False)
    print("lazy done:", lazy.done())
    await lazy


asyncio.run(main())
