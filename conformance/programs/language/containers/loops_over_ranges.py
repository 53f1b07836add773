# Loops over ranges of every direction and size, and over what only looks like one.
def numbers(*args):
    found = []
    for i in range(*args):
        found.append(i)
    return found


found = []
for i in range(4):
    found.append(i)
    i = 10
print(found, i)
print([i for i in range(3, 3)], [i for i in range(5, 2)], [i for i in range(-2, 2)])
print([i for i in range(0, 10, 3)], [i for i in range(0, 9, 3)], [i for i in range(9, -1, -3)], [i for i in range(1, 9, -1)])
print([i for i in range(5, 0, -2)], [i for i in range(-1, -6, -1)], [i for i in range(0, 1, 100)])
for i in range(2**53 - 2, 2**53 + 2):
    print(i, type(i).__name__)
for i in range(-(2**53) - 1, -(2**53) + 2):
    print(i)
for i in range(2**31 - 2, 2**31 + 2):
    print(i)
for i in range(10**20, 0, -(10**20)):
    print(i)
for i in range(True):
    print(i)


class Index:
    def __index__(self):
        return 2


for i in range(Index()):
    print(i)
for bad in (1.5, "2", None):
    try:
        for i in range(bad):
            print(i)
    except TypeError as e:
        print(e)
try:
    for i in range(1, 2, 0):
        print(i)
except ValueError as e:
    print(e)
iterator = iter(range(6))
for i in iterator:
    print(i, next(iterator), iterator.__length_hint__())


def shadowed():
    def range(n):
        yield from "ab" * n

    return [i for i in range(2)]


print(shadowed())
original = range
range = lambda *args: [args]
for i in range(3):
    print(i)
for i in range(1, 2, 3):
    print(i)
del range
for i in range(2):
    print(i)
