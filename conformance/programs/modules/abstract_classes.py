"""ABCMeta: abstract methods, registration, __subclasshook__."""
from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def name(self):
        ...


class Square(Shape):
    def area(self):
        return 4

    name = "square"


class Half(Shape):
    def area(self):
        return 1


print(Square().area(), Square.__abstractmethods__, sorted(Shape.__abstractmethods__))
for cls in (Shape, Half):
    try:
        cls()
    except TypeError as e:
        print(e)


class Plugin(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Plugin and any("run" in base.__dict__ for base in other.__mro__):
            return True
        return NotImplemented


class Duck:
    def run(self):
        ...


print(issubclass(Duck, Plugin), isinstance(Duck(), Plugin), isinstance(1, Plugin))


@Shape.register
class Foreign:
    pass


print(issubclass(Foreign, Shape), isinstance(Foreign(), Shape), Foreign.__mro__ == (Foreign, object))
try:
    Square.register(Shape)
except RuntimeError as e:
    print(e)
