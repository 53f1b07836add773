import sys


def check(function):
    try:
        function()
    except AssertionError as error:
        print(repr(error))


def plain():
    assert 1 > 2


def with_message():
    assert [], "must not be empty"


def with_object():
    assert False, (1, 2)


check(plain)
check(with_message)
check(with_object)
print(__debug__)
