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
