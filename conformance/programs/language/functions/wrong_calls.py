def none():
    pass


def one(a):
    pass


def two(a, b):
    pass


def three(a, b, c):
    pass


def defaulted(a, b=1):
    pass


def star(a, *rest, key):
    pass


def keyed(*, x, y, z=1):
    pass


def positional(a, b, /):
    pass


class C:
    def method(self, a):
        pass

    def no_self():
        pass


def attempt(function, *args, **kwargs):
    try:
        print("fine", function(*args, **kwargs))
    except TypeError as error:
        print(error)


attempt(none, 1)
attempt(none, 1, 2)
attempt(none, x=1)
attempt(one)
attempt(one, 1, 2)
attempt(one, 1, a=1)
attempt(one, b=1)
attempt(two)
attempt(two, 1)
attempt(three)
attempt(three, b=1)
attempt(defaulted)
attempt(defaulted, 1, 2, 3)
attempt(star)
attempt(star, 1)
attempt(star, key=1)
attempt(keyed)
attempt(keyed, 1)
attempt(keyed, x=1)
attempt(positional, 1, b=2)
attempt(positional, a=1, b=2)
attempt(C().method)
attempt(C().method, 1, 2)
attempt(C.method, 1)
attempt(C().no_self)
attempt(C, 1)
attempt(two, *[1], *[2, 3])
attempt(lambda x: x)
try:
    two(**{"a": 1}, **{"a": 2})
except TypeError as error:
    print(error)
try:
    two(*5)
except TypeError as error:
    print(error)
try:
    two(**5)
except TypeError as error:
    print(error)
try:
    two(**{1: 2})
except TypeError as error:
    print(error)
for thing in (5, "text", None, [], C()):
    try:
        thing()
    except TypeError as error:
        print(error)
