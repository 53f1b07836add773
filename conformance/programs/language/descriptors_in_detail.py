# Properties, static and class methods, slots and `super` where the details show.
import types


class Loud(property):
    pass


class Base:
    __slots__ = ("x",)

    @property
    def plain(self):
        "plain doc"
        return 1

    loud = Loud(lambda self: 2, doc="loud doc")

    @Loud
    def louder(self):
        "louder doc"
        return 3

    nameless = property()


class Child(Base):
    @Base.plain.getter
    def plain(self):
        "child doc"
        return 4

    @Base.louder.setter
    def louder(self, value):
        print("set", value)


print(Base.plain.__doc__, Base.loud.__doc__, Base.louder.__doc__)
print(Child.plain.__doc__, Child.louder.__doc__, type(Child.louder).__name__, Base.plain.__name__)
b = Base()
prop = property(None, print)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: setattr(b, "plain", 1))
attempt(lambda: delattr(b, "plain"))
attempt(lambda: b.nameless)
attempt(lambda: setattr(Base.plain, "fget", None))
attempt(lambda: setattr(Base.plain, "anything", None))
attempt(lambda: prop.__name__)
attempt(lambda: prop.__set_name__(Base))
print(Base.x, type(Base.x).__name__, Base.x.__qualname__)
attempt(lambda: Base.x.__get__(3, int))
attempt(lambda: Base.x.__set__("", 3))
attempt(lambda: b.x)


class Writes:
    def __set__(self, instance, value):
        instance.__dict__["w"] = value * 2


class Written:
    w = Writes()


w = Written()
print(type(w.w).__name__)
w.w = 4
print(w.w)
del w.__dict__
print(w.__dict__)


class Methods:
    @staticmethod
    def static(a: int):
        "static doc"

    @classmethod
    def made(cls, other=None):
        return cls, other


for name in "static", "made":
    wrapper = vars(Methods)[name]
    print(wrapper.__name__, wrapper.__doc__, wrapper.__module__, wrapper.__qualname__)
    print(wrapper.__wrapped__ is wrapper.__func__)


class Other:
    borrowed = classmethod(Methods.made)


print(Other.borrowed())


class Meta(type):
    def __new__(meta, name, bases, namespace):
        print("__classcell__" in namespace, type(namespace.get("__classcell__")).__name__)
        cls = super().__new__(meta, name, bases, dict(namespace))
        print(cls.own(), "__classcell__" in vars(cls))
        return cls


class Early(metaclass=Meta):
    @staticmethod
    def own():
        return __class__.__name__


class Forgets(type):
    def __new__(meta, name, bases, namespace):
        namespace.pop("__classcell__", None)
        return super().__new__(meta, name, bases, namespace)


def forgetting():
    class Forgotten(metaclass=Forgets):
        def own(self):
            return __class__


attempt(forgetting)
attempt(lambda: type("Bad", (), {"__classcell__": 1}))
attempt(lambda: super())
attempt(lambda: super(1, 2, 3))


class Proxy:
    def __init__(self, target):
        self.target = target

    def __getattribute__(self, name):
        if name == "target":
            return object.__getattribute__(self, name)
        return getattr(self.target, name)


class Named:
    def name(self):
        return "Named"


class Deeper(Named):
    def name(self):
        return "Deeper"


print(super(Deeper, Proxy(Deeper())).name())


class Super(super):
    pass


print(Super(Deeper, Deeper()).name(), type(Super(Deeper, Deeper())).__name__)
print(types.CellType(1) == types.CellType(1.0), types.CellType() < types.CellType(0), types.CellType(5).cell_contents)


class Init:
    def __new__(cls, *args):
        return object.__new__(cls)


attempt(lambda: Init(1).__init__(2))


def here(a):
    b = 2
    return eval("sorted(locals())"), eval("a + b", None, None), eval("c", {"c": 3}), eval("d", None, {"d": 4})


print(here(1))
space, names = {}, {}
exec("def f():\n    global g\n    g = 1\ng = 2\nh = 3\nf()", space, names)
print(space["g"], sorted(names))


class Private:
    def meth(self):
        return "Private"


class Unbound(Private):
    _super = None

    def meth(self):
        return "Unbound " + self._super.meth()


Unbound._super = super(Unbound)
print(Unbound().meth())
print(object().__doc__ == object.__doc__, None.__doc__ is not None)
