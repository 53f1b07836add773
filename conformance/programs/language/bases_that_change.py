# Other bases for classes that have instances and subclasses: what they find then, and what is refused.


class A:
    def who(self):
        return "A"

    color = "red"


class B:
    def who(self):
        return "B"

    def __len__(self):
        return 7


class C(A):
    pass


class D(C):
    def own(self):
        return super().who()


d = D()
print(d.who(), d.own(), d.color, hasattr(d, "__len__"))
C.__bases__ = (B,)
print(d.who(), d.own(), hasattr(d, "color"), len(d), isinstance(d, A), isinstance(d, B))
print([cls.__name__ for cls in D.__mro__], A.__subclasses__(), [cls.__name__ for cls in B.__subclasses__()])
C.__bases__ = (A, B)
print(d.who(), d.own(), d.color, len(d), [cls.__name__ for cls in D.__mro__])
A.who = lambda self: "changed"
print(d.who(), d.own())


class Failing(type):
    fails = False

    def mro(cls):
        if Failing.fails and cls.__name__ == "Last":
            raise ValueError("no order")
        return super().mro()


class Base(metaclass=Failing):
    name = "base"


class Other(metaclass=Failing):
    name = "other"


class Middle(Base):
    pass


class Last(Middle):
    pass


Failing.fails = True
try:
    Middle.__bases__ = (Other,)
except ValueError as error:
    print(error, Middle.__bases__, Middle.__mro__[1], Last.name)
Failing.fails = False
Middle.__bases__ = (Other,)
print(Last.name, Last().name)


class Slotted:
    __slots__ = ("x",)


class SameSlots:
    __slots__ = ("x",)


class Number(int):
    pass


for attempt in (
    lambda: setattr(C, "__bases__", (D,)),
    lambda: setattr(C, "__bases__", ()),
    lambda: setattr(C, "__bases__", [A]),
    lambda: setattr(C, "__bases__", (1,)),
    lambda: setattr(C, "__bases__", (A, A)),
    lambda: setattr(C, "__bases__", (bool,)),
    lambda: setattr(C, "__bases__", (Number,)),
    lambda: setattr(C, "__bases__", (Slotted,)),
    lambda: setattr(int, "__bases__", (A,)),
    lambda: delattr(C, "__bases__"),
    lambda: setattr(Slotted(), "__class__", SameSlots),
    lambda: setattr(Slotted(), "__class__", A),
    lambda: setattr(A(), "__class__", Number),
    lambda: setattr(d, "__class__", B),
    lambda: type("Both", (Slotted, type("Y", (), {"__slots__": "y"})), {}),
):
    try:
        print(attempt())
    except TypeError as error:
        print(error)
print(type(d).__name__, d.who(), Number.__base__, type("Mixed", (A, Number), {}).__base__.__name__)
