def inner():
    try:
        received = yield "inner 1"
        print("inner received", received)
        yield "inner 2"
    except ValueError as error:
        print("inner caught", error)
        yield "recovered"
    finally:
        print("inner finally")
    return "inner result"


def outer():
    result = yield from inner()
    print("result", result)
    yield from [1, 2]
    yield from "ab"
    return "outer result"


g = outer()
print(next(g), g.gi_yieldfrom.__name__)
print(g.send("hello"))
print(g.throw(ValueError("in")))
print(list(g))
g = outer()
next(g)
g.close()
print("closed", g.gi_frame)


def flatten(tree):
    for item in tree:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4]], 5]])))


def delegate():
    try:
        yield from 5
    except TypeError as error:
        print(error)


list(delegate())


def stops():
    yield 1
    raise StopIteration("inside")


try:
    list(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__))
