import asyncio


async def fail():
    raise ValueError("first")


async def child():
    print("never printed")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                try:
                    group.create_task(child())
                except RuntimeError as error:
                    print(str(error).split("> ")[-1])
                raise
    except* ValueError as errors:
        print(errors.exceptions)


asyncio.run(main())
