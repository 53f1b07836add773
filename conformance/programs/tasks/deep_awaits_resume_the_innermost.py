import asyncio


async def level(depth, log):
    if depth == 0:
        for turn in range(3):
            log.append(f"turn {turn}")
            await asyncio.sleep(0)
        return ["bottom"]
    result = await level(depth - 1, log)
    result.append(depth)
    return result


async def ticker(log):
    for _ in range(3):
        log.append("tick")
        await asyncio.sleep(0)


async def main():
    log = []
    result, _ = await asyncio.gather(level(40, log), ticker(log))
    print(log)
    print(result[:4], len(result))


asyncio.run(main())
