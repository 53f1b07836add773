# What a class statement leaves in the namespace and in the class, and what dir() tells of it.
import warnings


class Plain:
    "doc"

    def __init__(self):
        self.b, self.a = 1, 2
        for self.index in ():
            pass
        self.counted += 1
        other = self
        other.unseen = 3
        self.annotated: int
        self.valued: int = 4

        def inner():
            self.inner = 5

    async def later(self):
        async with self.manager as self.entered:
            pass

    class Inner:
        def method(self):
            self.deep = 1


class Derived(Plain):
    x: int = 1


class Slots:
    __slots__ = ("one", "__dict__")


class Weak:
    __slots__ = ("__weakref__",)


class Error(Exception):
    pass


class Mapping(dict):
    pass


for cls in Plain, Derived, Slots, Weak, Error, Mapping, type("Made", (), {"y": 1}):
    print(cls.__name__, [name for name in cls.__dict__ if "annot" not in name])
print(Plain.__static_attributes__, Derived.__static_attributes__)
print(Plain.__dict__["__dict__"], Slots.__dict__["one"], Plain.__dict__["__weakref__"])
print([name for name in dir(Slots()) if name not in dir(object) and name != "__doc__"])
p = Derived.__new__(Derived)
p.z = 1
print(Plain.__dict__["__dict__"].__get__(p), vars(p))


class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **options):
        return dict(options)

    def __new__(meta, name, bases, namespace, **options):
        print(name, [n for n in sorted(namespace) if "cell" not in n], sorted(options))
        return super().__new__(meta, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **options):
        pass

    def mro(cls):
        print("mro", "f" in cls.__dict__)
        return super().mro()


options = {"a": 1, "b": 2}


class Given(metaclass=Meta, **options):
    def f(self):
        pass


class Both(Plain, metaclass=Meta, c=3, **options):
    pass


try:

    class Twice(metaclass=Meta, **{"metaclass": Meta}):
        pass
except TypeError as e:
    print(e)

warnings.simplefilter("error")
for source in "assert (x, 1)", "x is 1", "[(1, 2) (3, 4)]", "'\\d'":
    try:
        compile(source, "file", "exec")
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.filename, e.lineno)
