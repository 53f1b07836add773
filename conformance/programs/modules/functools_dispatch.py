"""singledispatch, singledispatchmethod, total_ordering."""
import functools
from collections.abc import Sequence


@functools.singledispatch
def show(value):
    return f"object {value!r}"


@show.register
def _(value: int):
    return f"int {value}"


@show.register(list)
def show_list(value):
    return f"list of {len(value)}"


@show.register(Sequence)
def _(value):
    return f"sequence {list(value)}"


print(show(1), show("ab"), show([1]), show((1, 2)), show(1.5), show(True))
print(show.dispatch(list) is show_list, sorted(c.__name__ for c in show.registry))


class Negator:
    @functools.singledispatchmethod
    def neg(self, arg):
        raise NotImplementedError("cannot negate")

    @neg.register
    def _(self, arg: int):
        return -arg

    @neg.register
    def _(self, arg: bool):
        return not arg


print(Negator().neg(5), Negator().neg(True))
try:
    Negator().neg("x")
except NotImplementedError as e:
    print(e)


@functools.total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a == b, max(a, b).n)
