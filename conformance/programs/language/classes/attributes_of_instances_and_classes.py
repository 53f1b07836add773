class Point:
    count = 0
    shared = []

    def __init__(self, x, y):
        self.x = x
        self.y = y
        Point.count += 1


p, q = Point(1, 2), Point(3, 4)
p.count = "own"
p.shared.append(1)
print(p.count, q.count, Point.count, q.shared, p.__dict__, vars(q))
del p.count
print(p.count, hasattr(p, "z"), getattr(p, "z", "default"))
for action in (lambda: p.z, lambda: Point.z, lambda: delattr(p, "z"), lambda: setattr(5, "a", 1), lambda: (5).x, lambda: None.x):
    try:
        action()
    except AttributeError as error:
        print(error)
setattr(p, "dynamic name", 1)
print(getattr(p, "dynamic name"), sorted(p.__dict__))
p.__class__ = type("Other", (), {"greet": lambda self: f"other {self.x}"})
print(p.greet())


class Slots:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1


s = Slots()
for action in (lambda: s.b, lambda: setattr(s, "c", 1), lambda: s.__dict__):
    try:
        action()
    except AttributeError as error:
        print(error)
print(s.a)
