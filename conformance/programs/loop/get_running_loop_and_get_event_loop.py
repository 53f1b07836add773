import asyncio

for function in (asyncio.get_running_loop, asyncio.get_event_loop):
    try:
        function()
    except RuntimeError as error:
        print(error)


async def main():
    return asyncio.get_running_loop() is asyncio.get_event_loop()


print(asyncio.run(main()))
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)
asyncio.set_event_loop(None)
loop.close()
