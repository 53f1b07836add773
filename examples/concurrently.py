"""Three downloads at one time: the whole takes as long as the slowest, not as long as all of them together."""

import asyncio
import time

start = time.perf_counter()


def log(text):
    print(f"{time.perf_counter() - start:4.1f} s  {text}")


async def fetch(name, seconds):
    log(f"{name}: started")
    await asyncio.sleep(seconds)  # stands for waiting on a network
    log(f"{name}: finished")
    return f"{name} ({seconds} s of waiting)"


async def main():
    log("one after the other")
    await fetch("first", 0.2)
    await fetch("second", 0.1)

    log("all at once")
    results = await asyncio.gather(fetch("slow", 0.3), fetch("quick", 0.1), fetch("middling", 0.2))
    log("done")
    for result in results:
        print(" ", result)


asyncio.run(main())
