# `dir` of classes, instances and modules; `inspect.signature` of functions written in Python and not.
import inspect


class Point:
    __slots__ = ("x",)
    kind = "point"

    def move(self, dx, /, dy=0, *rest, fast=False, **more):
        pass

    @classmethod
    def origin(cls):
        pass


def names(value):
    return [name for name in dir(value) if not name.startswith("_")]


print(names(Point), names(Point()), names(int), sep="\n")
print("real" in dir(1), "__add__" in dir(int), "mro" in dir(type), dir(Point) == sorted(dir(Point)))


class Listed:
    def __dir__(self):
        return ["b", "a"]


print(dir(Listed()))
for f in (Point.move, Point().move, Point.origin, Point, len, print, sorted, [].append, list.append, dict.get, "".split):
    print(inspect.signature(f))
for f in (int, ValueError):
    try:
        inspect.signature(f)
    except ValueError as error:
        print(error)
