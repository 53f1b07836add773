# Methods: inherited, through super(), bound and kept in variables, static and of the class.
import time

STEPS = 100_000
REPETITIONS = 3


class Shape:
    sides = 0

    def __init__(self, size):
        self.size = size

    def area(self):
        return 0

    def scaled(self, factor=2):
        return self.size * factor

    def describe(self, depth):
        return depth + self.sides

    @classmethod
    def of(cls, size):
        return cls(size)

    @staticmethod
    def unit(size):
        return size % 10


class Polygon(Shape):
    def __init__(self, size, sides):
        super().__init__(size)
        self.sides = sides

    def describe(self, depth):
        return super().describe(depth) + 1


class Square(Polygon):
    def __init__(self, size):
        super().__init__(size, 4)

    def area(self):
        return self.size * self.size

    def describe(self, depth):
        return super().describe(depth) + 1


class Triangle(Polygon):
    def __init__(self, size):
        super().__init__(size, 3)

    def area(self):
        return self.size * self.size // 2


def run():
    total = 0
    shapes = [Square(3), Triangle(4), Square(5), Shape(6)]
    for number in range(STEPS):
        shape = shapes[number % 4]
        total += shape.area() + shape.scaled() + shape.scaled(3)
    deep = shapes[0]
    for number in range(STEPS):
        total += deep.describe(number % 3)
    scaled = deep.scaled
    names = []
    append = names.append
    for number in range(STEPS):
        total += scaled(number)
        append(number)
    made = 0
    for number in range(STEPS):
        made += Square(number).size + Square.of(number).sides + Shape.unit(number)
    return total, len(names), made


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("totals:", *result)
print(f"time: {best:.6f}")
