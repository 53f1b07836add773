a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a <= a, a < a, {1, 2} < a, a.isdisjoint({9}), 1 in a, len(a), set(), {*()})
a.add(5)
a.discard(100)
a.update([6, 7], (8,))
a.remove(1)
print(sorted(a), a.union([9]) == a | {9}, a.intersection([5, 6]) == {5, 6}, a.difference([2]) == a - {2}, a.issuperset({5}))
a -= {5, 6}
a &= {2, 3, 7}
a ^= {7, 10}
print(sorted(a), frozenset([1]) | {2}, type(frozenset([1]) | {2}).__name__, {frozenset([1, 2]): "key"}[frozenset([2, 1])], hash(frozenset([1])) == hash(frozenset({1})))
print(set("aab") == {"a", "b"}, sorted(set([3, 1, 3])), {1, 1.0, True}, {x % 3 for x in range(9)}, bool(set()), repr(frozenset()), {(1, 2)})
for wrong in (lambda: a.remove(100), lambda: set().pop(), lambda: {[]}, lambda: a | [1], lambda: a < 5, lambda: set(5), lambda: frozenset().add):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
try:
    for item in a:
        a.add(item + 100)
except RuntimeError as error:
    print(error)
