# Items of lists by keys of every kind, and of classes derived from list.
class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class Doubling(list):
    def __getitem__(self, key):
        return super().__getitem__(key) * 2

    def __setitem__(self, key, value):
        super().__setitem__(key, value + 100)


class Plain(list):
    pass


def read(items, key):
    try:
        return items[key]
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def write(items, key, value):
    try:
        items[key] = value
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return items


def update(items, key, value):
    try:
        items[key] += value
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return items


KEYS = [0, 2, -1, -3, 3, -4, 2**30, -(2**31), 2**60, True, Index(1), Index(9), 0.0, 1.0, 0.5, -0.0, float("nan"), "0", "length", None, (0,)]
for make in (list, Plain, Doubling):
    for key in KEYS:
        shown = key.value if isinstance(key, Index) else key
        print(make.__name__, shown, read(make([1, 2, 3]), key), write(make([1, 2, 3]), key, 7), update(make([1, 2, 3]), key, 5))

# Other things where there were lists before.
for items in [[1, 2], (1, 2), "ab", {0: "zero", 1: "one"}, b"ab", range(5, 7), Plain([8, 9])]:
    print(read(items, 1), read(items, 2), write(items, 1, 9))
print(read(None, 0), read(5, 0), write(None, 0, 0), write(5, 0, 0), list[0], read(list, 0), write(list, 0, 0))

numbers = [1, 2, 3]
numbers[0], numbers[1] = numbers[1], numbers[0]
numbers[numbers[0]] = numbers[-1] = 9
print(numbers, numbers[0], numbers[-1], numbers[1 + 1])
empty = []
try:
    empty[0]
except IndexError as e:
    print(e)
try:
    empty[0] = 1
except IndexError as e:
    print(e)

# Slices of the same length, of another one, and of the list itself.
a = [0, 1, 2, 3, 4]
a[1:3] = a[3:5]
print(a)
a[:] = a
a[1:1] = a
print(a)
a[2:4] = (7, 8)
a[4:6] = Plain([5, 6])
a[6:8] = Doubling([1, 2])
a[8:] = {"k": 1}
print(a)
a[:9:-1] = range(0)
a[::3] = a[:3]
a[:3] = reversed(a[:3])
print(a)
first, *middle, last = a
print(first, middle, last)
*all_of_it, = Doubling([1, 2])
print(all_of_it)


class Reversed(list):
    def __iter__(self):
        return reversed(self)


head, *tail = Reversed([1, 2, 3])
print(head, tail)
tail.append(head)
head, *rest = tail
rest.append(0)
print(tail, rest)
