"""deque, Counter, defaultdict, OrderedDict, ChainMap, namedtuple."""
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque, namedtuple

d = deque([1, 2, 3], maxlen=3)
d.append(4)
d.appendleft(0)
print(d, d.maxlen, len(d), d[0], d[-1], 2 in d, list(reversed(d)))
d.rotate(1)
print(d, d.index(2), d.count(2), d == deque([3, 0, 2]), d < deque([4]))
e = deque("abcdef")
e.rotate(-2)
e.remove("a")
e.insert(1, "z")
del e[0]
e.extendleft("12")
print(e, e.pop(), e.popleft(), e.copy(), e + deque("x"), deque([1]) * 3)
e.reverse()
print(e)
for f in (deque().pop, deque().popleft, lambda: deque()[0], lambda: e.remove("?"), lambda: e.index("?")):
    try:
        f()
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
try:
    for x in e:
        e.append(x)
except RuntimeError as error:
    print(error)

c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], c.total(), sorted(c.elements())[:6])
c.subtract("aab")
c.update(z=3)
print(c, +c, c - Counter(a=1), Counter(a=3) | Counter(a=1, b=2), Counter(a=3) & Counter(a=1, b=2))

g = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    g[k].append(v)
print(g, g.default_factory, "c" in g, g.get("c"), g | {"x": []})
try:
    defaultdict()["missing"]
except KeyError as error:
    print(repr(error))

o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
o.move_to_end("c", last=False)
print(o, o.popitem(), o.popitem(last=False), o == {"b": 2}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))
print(list(reversed(OrderedDict.fromkeys("xyz"))))

m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 4
print(m, m["b"], sorted(m), m.new_child({"a": 9})["a"], m.parents)

Point = namedtuple("Point", "x y", defaults=[0])
p = Point(1)
print(p, p.x, p._asdict(), p._replace(y=5), Point._fields, Point._make([7, 8]), p == (1, 0), Point.__doc__)
x, y = p
print(x, y, p[1], isinstance(p, tuple), Point._field_defaults)
for bad in ("class", "x x", "_x"):
    try:
        namedtuple("T", bad)
    except ValueError as error:
        print(error)
try:
    p.x = 2
except AttributeError as error:
    print(error)


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


u = Upper(a=1)
u["b"] = 2
print(u, UserList([1, 2]) + [3])
