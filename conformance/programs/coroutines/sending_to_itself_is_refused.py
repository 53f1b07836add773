async def selfish():
    try:
        coro.send(None)
    except ValueError as error:
        print(error)


coro = selfish()
try:
    coro.send(None)
except StopIteration:
    print("finished")
