"""Enum, IntEnum, StrEnum, Flag, auto."""
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()


print(Color.RED, repr(Color.GREEN), Color(2), Color["RED"], Color.CRIMSON is Color.RED, list(Color), len(Color))
print(Color.RED.name, Color.RED.value, Color.GREEN.pretty, Color.__members__.keys(), Color.RED in Color, {Color.RED: 1})
try:
    Color(9)
except ValueError as e:
    print(e)
try:
    Color.RED = 3
except AttributeError as e:
    print(e)


class Level(IntEnum):
    LOW = auto()
    HIGH = auto()


print(Level.HIGH > Level.LOW, Level.LOW + 1, Level.HIGH == 2, f"{Level.LOW}", repr(Level.LOW), sorted(Level, reverse=True))


class Kind(StrEnum):
    A = auto()
    B = "bee"


print(Kind.A, Kind.B == "bee", Kind("a"), f"{Kind.B:>5}", repr(Kind.A))


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


p = Perm.R | Perm.X
print(p, repr(p), Perm.R in p, Perm.W in p, ~Perm.R, Perm.RW, list(Perm.RW), bool(Perm(0)), Perm(5), p ^ Perm.R)
print(IntFlag("F", "A B C").A | 4)
try:
    @unique
    class Dup(Enum):
        A = 1
        B = 1
except ValueError as e:
    print(e)


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius


print(Planet.EARTH.mass, Planet.EARTH.value)
Animal = Enum("Animal", ["CAT", "DOG"])
print(Animal.DOG, Animal.CAT.value, Animal.__name__)
match Color(1):
    case Color.RED:
        print("red")
try:
    class More(Color):
        BLUE = 3
except TypeError as e:
    print(e)
