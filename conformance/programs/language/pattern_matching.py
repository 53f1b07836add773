class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Color:
    RED = "red"


def describe(value):
    match value:
        case None:
            return "none"
        case True | False:
            return "bool"
        case 0 | -1 | 1.5 | 2 + 3j:
            return "a listed number"
        case Color.RED:
            return "dotted name"
        case str(text) if len(text) > 5:
            return f"long text {text}"
        case "a" | "b" as letter:
            return f"letter {letter}"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x}"
        case [1, *rest, 9]:
            return f"from 1 to 9 with {rest}"
        case (a, [b, *_]):
            return f"nested {a} {b}"
        case Point(x=0, y=0):
            return "origin"
        case Point(x, 0):
            return f"on the x axis at {x}"
        case Point(x=int() as px, y=py):
            return f"point {px} {py}"
        case {"type": "circle", "r": r, **rest}:
            return f"circle {r} {rest}"
        case {"empty": {}}:
            return "mapping in a mapping"
        case {}:
            return f"mapping"
        case int() | float():
            return "number"
        case _:
            return "anything"


for value in (
    None, True, 0, -1, 1.5, 2 + 3j, "red", "long text", "a", "x", [], [5], (1, 2, 3, 9), (1, [2, 3]),
    Point(0, 0), Point(4, 0), Point(4, 5), Point("s", 5), {"type": "circle", "r": 2, "c": 1}, {"empty": {"x": 1}}, {"k": 1}, 42, 3.5, {1, 2}, b"ab",
):
    print(repr(value) if not isinstance(value, Point) else "Point", "->", describe(value))


class Bad:
    __match_args__ = ("only",)
    only = 1


try:
    match Bad():
        case Bad(1, 2):
            pass
except TypeError as error:
    print(error)
match [1, 2]:
    case [x, 3]:
        pass
    case _:
        print("no case before this one fits")
match = {"match": 1}
case = match["match"]
print(case)
