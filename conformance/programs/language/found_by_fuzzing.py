# What random programs have found: conditions that are conditional expressions, what sequence patterns take once
# collections.abc is there, the order in which a reversed sort compares, stars before what is not iterable.
import collections
import traceback
import types


def choose(value):
    if () if not value else divmod(value, 3):
        print("chosen")
    elif not (0 if not value else 1):
        print("nothing")
    while [] if not value else value > 5:
        value -= 1
    return "yes" if (value if not value == 2 else None) else "no"


for value in (0, 2, 7, 0.0):
    print(value, choose(value))


def shape(value):
    match value:
        case [first, *_]:
            return "sequence", first
        case {}:
            return "mapping"
        case _:
            return "neither"




for value in (b"ab", bytearray(b"ab"), "ab", collections.deque([1]), memoryview(b"a"), range(2), {1}):
    print(type(value).__name__, shape(value))
for value in (types.MappingProxyType({1: 2}), collections.OrderedDict(a=1), collections.UserList([1])):
    print(type(value).__name__, shape(value))

for reverse in (False, True):
    try:
        sorted(["-4.5", 10**20, 12, "Hello World"], reverse=reverse)
    except TypeError as error:
        print(error)
print(sorted([(1, "a"), (1, "b"), (0, "c")], reverse=True, key=lambda pair: [pair[0]]))

number = 3
for attempt in (
    lambda: [1, *[2], *number],
    lambda: (1, *number),
    lambda: {*number, 1},
    lambda: print(*number),
    lambda: print(1, *number),
    lambda: [*(1e-7)],
):
    try:
        attempt()
    except TypeError:
        print(traceback.format_exc().split("\n", 3)[3])
