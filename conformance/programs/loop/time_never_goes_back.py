import asyncio


async def main():
    loop = asyncio.get_running_loop()
    times = [loop.time()]
    for _ in range(3):
        await asyncio.sleep(0.002)
        times.append(loop.time())
    print(times == sorted(times), all(b - a >= 0.0019 for a, b in zip(times, times[1:])))
    print(isinstance(times[0], float))


asyncio.run(main())
