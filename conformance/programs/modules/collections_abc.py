"""The abstract classes, what they recognise, and what they mix in."""
import collections.abc as abc
from collections import deque

for cls in (list, tuple, str, bytes, dict, set, frozenset, range, int, deque):
    names = [n for n in ("Hashable", "Iterable", "Sized", "Container", "Sequence", "MutableSequence", "Mapping", "Set")
             if issubclass(cls, getattr(abc, n))]
    print(cls.__name__, *names)


class Countdown(abc.Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return self.n - i


c = Countdown(3)
print(list(c), 2 in c, c.index(1), c.count(3), list(reversed(c)))
match c:
    case [first, *rest]:
        print(first, rest)
try:
    abc.MutableMapping()
except TypeError as e:
    print(e)


class Low(abc.MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k.lower()]

    def __setitem__(self, k, v):
        self.d[k.lower()] = v

    def __delitem__(self, k):
        del self.d[k.lower()]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


m = Low()
m["A"] = 1
m.update({"B": 2}, c=3)
print(dict(m), m.pop("C"), "b" in m, m.get("zz", 0), m.setdefault("D", 4), list(m.items()), m == {"a": 1, "b": 2, "d": 4})
match m:
    case {"a": value}:
        print("mapping", value)


async def coro():
    pass


k = coro()
print(isinstance(k, abc.Coroutine), isinstance(k, abc.Awaitable), isinstance((x for x in ()), abc.Generator))
k.close()
print(isinstance(len, abc.Callable), abc.Callable[[int], str], abc.Sequence[int])
