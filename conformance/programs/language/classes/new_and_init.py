class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]


class Single:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, value):
        self.value = value


class Other:
    def __new__(cls):
        return "not an instance"

    def __init__(self):
        print("never printed")


class BadInit:
    def __init__(self):
        return 1


class Celsius(float):
    def __str__(self):
        return f"{float(self)}°C"


class Name(str):
    def shout(self):
        return self.upper() + "!"


p = Point(1, 2)
print(p, p.x, p + (3,), isinstance(p, tuple), len(p))
print(Single(1) is Single(2), Single.instance.value, Other())
try:
    BadInit()
except TypeError as error:
    print(error)
c = Celsius(20.5)
print(c, c + 1, repr(c), type(c + 1).__name__, f"{c:.2f}")
n = Name("ann")
print(n.shout(), n == "ann", {n: 1}["ann"], type(n.upper()).__name__)


class Count(int):
    def __add__(self, other):
        return Count(int(self) + other)


print(Count(1) + 2, type(Count(1) + 2).__name__, 2 + Count(1), Count(7) // 2, [10, 20, 30][Count(1)])


class Bag(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


class Items(list):
    def __getitem__(self, index):
        return f"item {super().__getitem__(index)}"


b = Bag(a=1)
print(b["a"], b["x"], b, Items([1, 2])[0], list(Items([1, 2])))
