def conversation():
    log = []
    try:
        while True:
            try:
                received = yield log
                log.append(received)
            except ValueError as error:
                log.append(f"error {error}")
    finally:
        print("closing with", log)


g = conversation()
try:
    g.send("early")
except TypeError as error:
    print(error)
next(g)
print(g.send(1), g.send(2))
print(g.throw(ValueError("thrown")))
print(g.close(), g.close())
try:
    next(g)
except StopIteration as stop:
    print(repr(stop))
g = conversation()
next(g)
try:
    g.throw(KeyError("lets through"))
except KeyError as error:
    print(repr(error))


def returns():
    yield 1
    return "the value"


g = returns()
next(g)
try:
    next(g)
except StopIteration as stop:
    print(stop.value)
g = returns()
next(g)
print(g.close())


def catches_exit():
    try:
        yield 1
    except GeneratorExit:
        return "returned on close"


g = catches_exit()
next(g)
print(g.close())


def stubborn():
    try:
        yield
    except GeneratorExit:
        yield


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)
