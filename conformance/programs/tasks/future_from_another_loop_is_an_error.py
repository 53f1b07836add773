import asyncio

other = asyncio.new_event_loop()
foreign = other.create_future()


async def main():
    try:
        await foreign
    except RuntimeError as error:
        print(str(error).split(" <")[0], "...", str(error).split("> ")[-1])


asyncio.run(main())
other.close()
