# typing.NamedTuple takes the annotations of its class.
from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: int = 2


print(Point(1), Point(1)._asdict(), Point.__bases__, Point._field_defaults)


@staticmethod
def f(a, b=1):
    print(a, b)


f(1)
f(1, b=2)
