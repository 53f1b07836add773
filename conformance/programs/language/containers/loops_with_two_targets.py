# Loops that unpack what they walk over: what is unpacked, when, and what goes wrong with it.
import traceback


def places(error):
    return [(frame.lineno, frame.colno, frame.end_colno) for frame in traceback.extract_tb(error.__traceback__)]


def walk(iterable):
    found = []
    try:
        for a, b in iterable:
            found.append((a, b))
    except Exception as e:
        found.append((type(e).__name__, str(e), places(e)))
    return found


def generate(*items):
    for item in items:
        yield item
    raise LookupError("generator")


class Loud(zip):
    def __next__(self):
        a, b = super().__next__()
        return b, a


class Quiet(enumerate):
    pass


class Backwards(list):
    def __iter__(self):
        return reversed(self)


class Pair(tuple):
    def __iter__(self):
        return iter(("from", "iter"))


print(walk(zip([1, 2, 3], "ab")))
print(walk(zip([1, 2], "abc", strict=True)))
print(walk(zip([1, 2, 3], "ab", strict=True)))
print(walk(zip([1, 2], "ab", (5, 6))))
print(walk(zip([1, 2])))
print(walk(zip()))
print(walk(Loud([1, 2], "ab")))
print(walk(enumerate("ab", 2**53 - 1)))
print(walk(Quiet("ab", start=-1)))
print(walk({"a": 1, 1.0: None}.items()))
print(walk({"ab": 1, "cd": 2}))
print(walk(["ab", [1, 2], (3, 4), {5, 6} - {6} | {6}, range(2)]))
print(walk([(1, 2), (1, 2, 3)]))
print(walk([(1, 2), (1,)]))
print(walk([(1, 2), 3]))
print(walk([(1, 2), "abc"]))
print(walk(Backwards([(1, 2), (3, 4)])))
print(walk([Pair((1, 2))]))
print(walk(generate((1, 2), "ab", (3, 4))))
print(walk(5))
print(walk(iter([(1, 2)])))

# What is walked over changes meanwhile.
growing = [(1, 2)]
for a, b in growing:
    if len(growing) < 4:
        growing.append((b, a + b))
print(growing, a, b)

table = {1: 2, 3: 4}
try:
    for a, b in table.items():
        table[b + 10] = a
except RuntimeError as e:
    print(e, table)

# A walker that somebody else moves on, even while an item is stored.
shared = zip(range(8), "abcdefgh")
for a, b in shared:
    print(a, b, next(shared))
counted = enumerate("abcdef")


class Target:
    def __setattr__(self, name, value):
        print("set", name, value, next(counted, None))


target = Target()
for target.x, b in counted:
    print(b)
places_of = {}
for places_of["at"], (a, *b) in enumerate(["xyz", "uv"]):
    print(places_of, a, b)

# Comprehensions and generator expressions.
print([a * b for a, b in zip(range(4), range(4))], {a: b for a, b in zip("ab", [1, 2])}, {a for [a, b] in ["xy", "zy"]})
print(list((b, a) for a, b in enumerate("pq")), dict((b, a) for a, b in {1: 2}.items()))
print([functions() for functions in [lambda: (a, b) for a, b in zip([1, 2], [3, 4])]])
try:
    (a for a, b in 5)
except TypeError as e:
    print(e)


# A generator that is left early is closed.
def closing():
    try:
        yield 1, 2
        yield 3, 4
    finally:
        print("closed")


for a, b in closing():
    break
print("after", a, b)
for a, b in zip([], []):
    pass
else:
    print("else")
