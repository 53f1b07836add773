records = [("b", 2), ("a", 2), ("c", 1), ("a", 1)]
print(sorted(records, key=lambda record: record[1]))
print(sorted(records, key=lambda record: record[1], reverse=True))
print(sorted(sorted(records), key=lambda record: -record[1]))
import functools
import operator

print(sorted(records, key=operator.itemgetter(1, 0)))
print(sorted("banana", key=functools.cmp_to_key(lambda a, b: (b > a) - (b < a))))
print(sorted([True, False, 2, 0.5]), sorted([[2, 1], [1, 9], [1]]), sorted({3: "c", 1: "a"}))
calls = []
print(sorted([3, 1, 2], key=lambda n: calls.append(n) or n), calls)


class Item:
    def __init__(self, rank):
        self.rank = rank

    def __lt__(self, other):
        return self.rank < other.rank

    def __repr__(self):
        return f"Item({self.rank})"


print(sorted([Item(3), Item(1), Item(2)]), max(Item(1), Item(5), key=lambda item: item.rank), min([Item(4), Item(2)]))
items = [3, 1]
try:
    items.sort(key=lambda n: 1 // (n - 1))
except ZeroDivisionError as error:
    print(error, items)

# Keys that many items share, by which they can be grouped or counted.
import random

source = random.Random(5)


def is_sorted(keys, reverse=False):
    pairs = list(enumerate(keys))
    found = sorted(pairs, key=lambda pair: pair[1], reverse=reverse)
    for (i, a), (j, b) in zip(found, found[1:]):
        assert (b < a if reverse else a < b) or (a == b and i < j), (i, a, j, b)
    return len(found), found[0], found[-1]


for count in (2, 7, 20, 300, 20_000):
    for reverse in (False, True):
        print(is_sorted([source.randrange(10) for _ in range(count)], reverse))
        print(is_sorted([source.randrange(-5, 5) / 2 for _ in range(count)], reverse))
        print(is_sorted([source.choice([-1, 0, 0.0, -0.0, True, False, 1.0]) for _ in range(count)], reverse))
        print(is_sorted([source.choice([2**31, 2**31 + 1, -(2**31), 2**53]) for _ in range(count)], reverse))
        print(is_sorted([source.choice([float("inf"), -float("inf"), 1e300, 3]) for _ in range(count)], reverse))
        print(is_sorted([source.choice(["a", "b", "ab", "", "\xe9"]) for _ in range(count)], reverse))
        print(is_sorted([source.choice("\uffff\U0001f600\ud83dz") for _ in range(count)], reverse) and "points")
        print(is_sorted([f"{source.random():.4f}" for _ in range(count)], reverse))
        print(is_sorted([(source.choice("ab"), source.randrange(3), source.random()) for _ in range(count)], reverse))
