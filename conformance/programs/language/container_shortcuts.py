# Slices, truth, sums, extremes, divisions and sets: where the short ways must not be taken.


def attempt(label, f):
    try:
        print(label, repr(f()))
    except Exception as e:
        print(label, type(e).__name__, e)


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Loud(list):
    def __getitem__(self, key):
        return ("getitem", key)

    def __len__(self):
        return 3

    def __iter__(self):
        return iter([7, 8, 9])


class Falsy(list):
    def __bool__(self):
        return False


class Plain(list):
    pass


items = [0, 1, 2, 3, 4, 5]
bounds = [None, 0, 2, -2, 9, -9, True, 10**30, -(10**30), Index(3), 1.0, 1.5, "1", items]
for low in bounds:
    for high in (None, 4, -1, False, 10**20, Index(-2), 2.0):
        name = "?" if isinstance(low, Index) or isinstance(high, Index) else f"{low} {high}"
        attempt(name, lambda: items[low:high])
        attempt(name, lambda: "abcdef"[low:high])
        attempt(name, lambda: (1, 2, 3)[low:high])
for value in (Loud([1]), Plain([1, 2, 3]), b"abc", range(9), "h\U0001f600llo", 5, None, {1: 2}, list):
    attempt(type(value).__name__, lambda: value[1:2])
    attempt(type(value).__name__, lambda: value[:])
copy = items[:]
copy.append(6)
print(items, copy, type(Plain([1, 2])[:1]).__name__)

for value in ([], [0], Loud(), Loud([1]), Falsy([1]), Plain(), Plain([1]), (), "", 0, 0.0, -0.0, None, {}, {1}):
    print(type(value).__name__, bool(value), "true" if value else "false", not value)
    while value:
        break
    else:
        print("no turn")


def numbers():
    return [
        [],
        [1, 2, 3],
        [1, 2.5],
        [0.5, 0.5],
        [1, 0.5, 0.5],
        [2**53 - 1, 1, 1],
        [2**53 - 1, -(2**53 - 1)],
        [1e100, 1.5, -1e100],
        [0.1] * 10,
        [True, 2],
        [1, True, 0.5],
        [1.0, 2.0],
        [float("inf"), 1],
        [float("inf"), float("-inf")],
        [0.5, float("nan"), 0.25],
        [float("nan"), 0.5],
        [2**70, 1],
        [1, None],
        ["a"],
        Loud([1]),
        Plain([4, 5]),
        [-0.0],
        [0, -0.0],
    ]


for values in numbers():
    attempt("sum", lambda: sum(values))
    attempt("sum from 1", lambda: sum(values, 1))
    attempt("sum from 0.5", lambda: sum(values, 0.5))
    attempt("sum from 1.0", lambda: sum(values, 1.0))
    attempt("min", lambda: min(values))
    attempt("max", lambda: max(values))
    attempt("len", lambda: len(values))
attempt("min", lambda: min(1, 1.0, True))
attempt("max", lambda: max(1, 1.0, True))
attempt("max", lambda: max(1.0, 1))
attempt("min", lambda: min(2, "a"))
attempt("max", lambda: max(3, 1, key=lambda x: -x))
attempt("min", lambda: min([], default=4))
attempt("min", lambda: min(1, 2, default=4))

for a in (0, 1, -1, 3, 7.5, -0.0, 2.0, float("inf"), float("nan"), True, 2**60, 2**53 - 1, "x", [1]):
    for b in (0, 1, -3, 0.5, 0.0, float("inf"), float("nan"), False, 2**70, 10):
        attempt(f"{a} / {b}", lambda: a / b)
    attempt(f"{a} with 2.0", lambda: (a * 2.0, a + 2.0, a - 2.0, 2.0 - a, a / 2.0, 2.0 * a, 2.0 / a))
    attempt(f"{a} with 0.0", lambda: (a * 0.0, 0.0 - a, a + 0.0))
    attempt(f"{a} against 2.0", lambda: (a < 2.0, a <= 2.0, 2.0 == a, a != 2.0, 2.0 > a))
    attempt(f"{a} by 0.0", lambda: a / 0.0)
    attempt(f"{a} modulo 2.0", lambda: (a % 2.0, a // 2.0, a**2.0))
print(2.0 * 3.0, 1.0 / 4.0, 1e300 * 1e10, 0.0 * -1, 1.0 + 1e-20)


class Right(list):
    def __radd__(self, other):
        return "radd"


attempt("list + derived", lambda: [1] + Right([2]))
attempt("derived + list", lambda: Right([2]) + [1])
attempt("list + tuple", lambda: [1] + (2,))
attempt("tuple + tuple", lambda: (1,) + (2,))
attempt("set + set", lambda: {1} + {2})
attempt("dict + dict", lambda: {} + {})

for size in (3, 8, 40, 200, 1500, 9000):
    threes = set(range(0, size, 3))
    fives = set(range(size // 7, size, 5))
    mixed = {x * 1.0 for x in range(0, size, 2)} | {True}
    for a in (threes, fives, mixed):
        for b in (threes, fives, mixed, frozenset(fives)):
            parts = [a & b, a | b, a - b, a ^ b]
            print([len(part) for part in parts], a <= b, a >= b, a < b, a.isdisjoint(b), a == b)
            print([list(part)[:9] for part in parts])
            changed = set(a)
            changed ^= b
            changed -= {0, 15, False}
            changed |= {True, 2.0, 5}
            print(len(changed), list(changed)[-5:], [changed.pop() for _ in range(min(3, len(changed)))])


class Meddler:
    def __init__(self, victim):
        self.victim = victim

    def __hash__(self):
        return 3

    def __eq__(self, other):
        self.victim.clear()
        return False


victim = {1, 2, 3}
print(Meddler(victim) in victim, victim)

import builtins

original = builtins.len
builtins.len = lambda value: "patched"
print(len([]))
builtins.len = original
builtins.extra = 5
print(len([]), extra)
del builtins.extra
attempt("extra", lambda: extra)
