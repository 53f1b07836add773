import asyncio


async def never():
    await asyncio.get_running_loop().create_future()


def handler(loop, context):
    print(context["message"], context["task"].get_name(), sorted(context))


loop = asyncio.new_event_loop()
loop.set_exception_handler(handler)
task = loop.create_task(never(), name="lost")
loop.run_until_complete(asyncio.sleep(0))
print("closing")
loop.close()
del task
