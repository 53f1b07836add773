import collections
import functools
import itertools
import operator

print(list(itertools.chain([1], "ab", ())), list(itertools.islice(itertools.count(5, 2), 3)), list(itertools.repeat("x", 2)), list(itertools.accumulate([1, 2, 3])), list(itertools.product("ab", [1, 2])))
print(list(itertools.permutations([1, 2, 3], 2)), list(itertools.combinations("abc", 2)), [(k, list(g)) for k, g in itertools.groupby("aabbc")], list(itertools.zip_longest("ab", [1], fillvalue="-")), list(itertools.pairwise([1, 2, 3])))
print(list(itertools.takewhile(lambda n: n < 3, [1, 2, 3, 1])), list(itertools.dropwhile(lambda n: n < 3, [1, 3, 1])), list(itertools.starmap(pow, [(2, 3)])), list(itertools.islice(itertools.cycle("ab"), 5)), list(itertools.batched("abcde", 2)), [list(i) for i in itertools.tee([1, 2])])
print(functools.reduce(operator.mul, [1, 2, 3, 4]), functools.partial(print, "a", sep="-").args, functools.partial(int, base=2)("101"))


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(50), fib.cache_info())


@functools.singledispatch
def show(value):
    return "object"


@show.register
def _(value: int):
    return "int"


@show.register(list)
def _(value):
    return "list"


print(show(1), show([]), show("x"))


@functools.total_ordering
class Version:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(Version(1) >= Version(1), Version(1) > Version(2))
Point = collections.namedtuple("Point", "x y", defaults=[0])
p = Point(1)
print(p, p.x, p._replace(y=5), p._asdict(), Point._fields, p == (1, 0))
d = collections.deque([1, 2, 3], maxlen=3)
d.append(4)
d.appendleft(0)
d.rotate(1)
print(d, d.pop(), d.popleft(), list(d))
c = collections.Counter("abracadabra")
print(c.most_common(2), c["z"], (c - collections.Counter("aaab")), collections.defaultdict(list, a=[1])["b"], collections.OrderedDict(a=1), collections.ChainMap({"a": 1}, {"b": 2})["b"])
print(operator.attrgetter("x", "y")(p), operator.itemgetter(1)([1, 2]), operator.methodcaller("upper")("a"), operator.add(1, 2))
