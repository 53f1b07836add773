"""Shapes."""

__all__ = ["exported", "area"]
print("loading", __name__)
exported = "exported by __all__"
hidden = "not exported"
_private = 1


def area(side):
    return side * side


class Square:
    def __init__(self, side):
        self.side = side

    def area(self):
        return area(self.side)
