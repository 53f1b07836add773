import asyncio

loop = asyncio.new_event_loop()
loop.call_soon(print, "first")
loop.call_soon(loop.stop)
loop.call_soon(print, "still in the stopping turn")
loop.call_soon(lambda: loop.call_soon(print, "in the next run"))
loop.run_forever()
print("stopped", loop.is_running(), loop.is_closed())
loop.stop()
loop.run_forever()
loop.close()
print(loop.is_closed())
