"""dataclass: generated methods, fields, frozen, slots, inheritance."""
from dataclasses import KW_ONLY, FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, replace


@dataclass(order=True)
class Item:
    name: str
    price: float = 1.5
    tags: list = field(default_factory=list, compare=False)
    secret: int = field(default=0, repr=False)


a, b = Item("a"), Item("b", 2.0, ["x"])
print(a, b, a == Item("a"), a < b, sorted([b, a])[0].name)
print(asdict(b), astuple(b), [f.name for f in fields(Item)], replace(a, price=9))
a.tags.append(1)
print(Item("c").tags, Item.__doc__, Item.__match_args__)


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


p = Point(1)
try:
    p.x = 2
except FrozenInstanceError as e:
    print(type(e).__name__, e)
print(hash(p) == hash(Point(1, 0)), {p: 1}[Point(1)])


@dataclass(slots=True)
class Slotted:
    x: int
    _: KW_ONLY
    y: int = 3


s = Slotted(1, y=4)
print(s, Slotted.__slots__, hasattr(s, "__dict__"))


@dataclass
class Base:
    a: int
    scale: InitVar[int] = 1

    def __post_init__(self, scale):
        self.a *= scale


@dataclass
class Derived(Base):
    b: int = 0


print(Base(2, 3), Derived(1, 2, 3))
match Point(3, 4):
    case Point(x, y=4):
        print("matched", x)
try:
    @dataclass
    class Bad:
        a: int = 0
        b: str
except TypeError as e:
    print(e)
try:
    @dataclass
    class Mutable:
        a: list = []
except ValueError as e:
    print(e)
try:
    Item()
except TypeError as e:
    print(e)
