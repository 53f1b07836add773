"""A task group: no task outlives it, one failure cancels the rest, and no error is lost."""

import asyncio


async def check(name, seconds, error=None):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(f"{name}: cancelled")
        raise
    if error:
        print(f"{name}: fails")
        raise error
    print(f"{name}: well")
    return name


async def main():
    async with asyncio.TaskGroup() as group:
        disk = group.create_task(check("disk", 0.1))
        memory = group.create_task(check("memory", 0.01))
    print("all well:", disk.result(), memory.result())

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(check("network", 0.01, ConnectionError("no route")))
            group.create_task(check("database", 10))
    except* ConnectionError as errors:
        print("network problems:", [str(error) for error in errors.exceptions])

    # Several may fail before the first failure is heard of; each kind finds its handler.
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(check("config", 0, ValueError("bad line")))
            group.create_task(check("licence", 0, PermissionError("expired")))
    except* ValueError as errors:
        print("values:", errors.exceptions)
    except* OSError as errors:
        print("system:", errors.exceptions)


asyncio.run(main())
