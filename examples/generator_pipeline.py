"""A pipeline of asynchronous generators: each stage takes from the one before as things arrive."""

import asyncio
from contextlib import aclosing


async def readings(count):
    try:
        for number in range(count):
            await asyncio.sleep(0.005)
            yield {"sensor": "ab"[number % 2], "value": number * 7 % 10}
    finally:
        print("the source is closed")


async def only(sensor, source):
    async for reading in source:
        if reading["sensor"] == sensor:
            yield reading["value"]


async def running_mean(source):
    total = count = 0
    async for value in source:
        total += value
        count += 1
        yield total / count


async def main():
    async for mean in running_mean(only("a", readings(8))):
        print(f"mean so far: {mean:.2f}")

    squares = [value * value async for value in only("b", readings(6))]
    print("squares:", squares)

    # Leaving early: `aclosing` runs the source's `finally` here and now.
    async with aclosing(readings(100)) as source:
        async for reading in source:
            if reading["value"] > 6:
                print("first high reading:", reading)
                break
    print("end")


asyncio.run(main())
