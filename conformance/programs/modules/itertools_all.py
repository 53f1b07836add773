"""Every iterator of itertools."""
import itertools as it
import operator

print(list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], operator.mul, initial=10)))
print(list(it.batched("abcdefg", 3)), list(it.chain("ab", [1])), list(it.chain.from_iterable(["ab", "c"])))
try:
    list(it.batched("abc", 2, strict=True))
except ValueError as e:
    print(e)
print(list(it.combinations("abcd", 2)), list(it.combinations("ab", 3)), list(it.combinations("ab", 0)))
print(list(it.combinations_with_replacement("abc", 2)))
print(list(it.permutations("abc", 2)), len(list(it.permutations(range(5)))), list(it.permutations([1, 2, 3])))
print(list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=2)), list(it.product()), list(it.product("a", "")))
print(list(it.compress("abcd", [1, 0, 1, 0])), list(it.dropwhile(lambda x: x < 3, [1, 3, 2])))
print(list(it.takewhile(lambda x: x < 3, [1, 3, 2])), list(it.filterfalse(None, [0, 1, "", 2])))
print([(k, list(g)) for k, g in it.groupby("aabbbc")], [(k, len(list(g))) for k, g in it.groupby([1, 3, 2], key=lambda x: x % 2)])
groups = [g for _, g in it.groupby("aab")]
print([list(g) for g in groups])
print(list(it.islice(it.count(5, 2), 3)), list(it.islice("abcdef", 1, None, 2)), list(it.islice("abc", 2)))
print(it.count(3), it.count(1.5, 0.5), next(it.count(1.5)), it.repeat(1, 2), list(it.repeat("x", 3)))
print(list(it.islice(it.cycle("ab"), 5)), list(it.pairwise("abcd")), list(it.starmap(pow, [(2, 3), (3, 2)])))
a, b = it.tee([1, 2, 3])
print(next(a), list(b), list(a))
print(list(it.zip_longest("ab", "c", fillvalue="-")), list(map(operator.add, it.count(), [10, 20])))
source = iter(range(10))
print(list(it.islice(source, 3)), next(source))
for f in (lambda: it.islice([1], -1), lambda: it.combinations("a", -1), lambda: it.repeat(), lambda: it.chain(1).__next__()):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
