import types


async def child():
    print("never printed")


coro = child()
try:
    coro.throw(ValueError("too early"))
except ValueError as error:
    print(error)
try:
    coro.send(None)
except RuntimeError as error:
    print(error)
coro = child()
try:
    coro.throw("not an exception")
except TypeError as error:
    print(error)
coro.close()
