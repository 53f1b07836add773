# What a program may change under calls and attributes that have been made before.


class Plain:
    def __init__(self, x, y=2):
        self.x = x
        self.y = y

    def area(self):
        return self.x * self.y


def areas():
    return [Plain(3).area(), Plain(3, y=4).area(), Plain(x=5).area()]


print(areas(), areas())
Plain.area = lambda self: -self.x
print(areas())
Plain.__init__ = lambda self, x, y=7: setattr(self, "x", x + y)
print(areas())
Plain.__getattr__ = lambda self, name: f"no {name}"
print(Plain(1).missing)
Plain.__new__ = lambda cls, *args, **kwargs: "made"
print(Plain(1), Plain(x=1))


class Meta(type):
    pass


class Made(metaclass=Meta):
    def __init__(self, x=0):
        self.x = x


print(Made(1).x, Made(x=2).x)
Meta.__call__ = lambda cls, *args, **kwargs: (cls.__name__, args, kwargs)
print(Made(1), Made(x=2))


class Slotted:
    __slots__ = ("a", "b")

    @property
    def total(self):
        return self.a + self.b

    @total.setter
    def total(self, value):
        self.a = value

    fixed = 1


class Derived(Slotted):
    __slots__ = ()
    b = 10


s = Slotted()
for action in (
    lambda: s.a,
    lambda: setattr(s, "c", 1),
    lambda: setattr(s, "fixed", 2),
    lambda: setattr(Derived(), "b", 2),
    lambda: delattr(s, "a"),
):
    try:
        print(action())
    except AttributeError as e:
        print(type(e).__name__, e)


def fill(o):
    o.a = 1
    o.b = 2
    o.total = o.total + 1
    return o.total


print(fill(s), fill(s))
Slotted.__setattr__ = lambda self, name, value: object.__setattr__(self, name, value * 2)
print(fill(s))
del Slotted.__setattr__
print(fill(s))
try:
    fill(Derived())
except AttributeError as e:
    print(e)


class Missing:
    @property
    def value(self):
        raise AttributeError("inner")

    def __getattr__(self, name):
        return "fallback"


print(Missing().value)


class Claims:
    __class__ = property(lambda self: int)


print(isinstance(Claims(), int), isinstance(Claims(), Claims), isinstance(Claims(), str))


class Text(str):
    def upper(self):
        return "own"

    def split(self, *args, **kwargs):
        return args, kwargs


def use(t):
    return t.upper(), t.split(",", maxsplit=1), t.join(["a", "b"])


for t in ("a,b,c", Text("a,b,c"), "é,ß"):
    print(use(t))


class Number(int):
    def __lt__(self, other):
        return int(self) > int(other)


print(sorted([Number(1), Number(3), Number(2)]))
print(sorted([(Number(1), 0), (Number(3), 0)]))


def plan(a, b=2, *rest, c=3, **more):
    return a, b, rest, c, more


def call(f):
    return f(1, c=5)


print(call(plan), call(plan), call(lambda x, c: (x, c)), call(plan))
plan.__kwdefaults__ = None
print(call(plan))
plan.__defaults__ = None
try:
    call(plan)
except TypeError as e:
    print(e)
isinstance = lambda value, cls: "replaced"
print(isinstance(1, int))

rows = [(2, "b", None), (1, "z", None), (2, "a", None), (1, "z", None), (True, "c", None)]
print(sorted(rows[:3]), sorted(rows[:3], reverse=True))
print([at for _, at in sorted([((1.0, "x"), 0), ((1, "x"), 1), ((0.5, "y"), 2)], key=lambda r: r[0])])
print([at for _, at in sorted([((1.0, "x"), 0), ((1, "x"), 1), ((0.5, "y"), 2)], key=lambda r: r[0], reverse=True)])
print(sorted([(1, [2]), (1, [1]), (0, [5])]), sorted([(1, (2, 3)), (1, (2, 1))]))
for mixed in ([(1, None), (1, 2)], [(1, "a"), ("a", 1)], [1, "a"], [(1, 2), (1,)], [float("nan"), 1]):
    try:
        print(sorted(mixed))
    except TypeError as e:
        print(e)
changing = [3, 1, 2]
try:
    changing.sort(key=lambda x: changing.append(x) or x)
except ValueError as e:
    print(e)
print(sorted(["\U0001f600", "\uff5e", "a"]) == ["a", "\uff5e", "\U0001f600"])
