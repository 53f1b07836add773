# A chaos game on a spline: random choices from a generator of its own, float curves, a grid of counts.
import time

POINTS = 20_000
WIDTH = HEIGHT = 128
REPETITIONS = 3


class Random:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 1103515245 + 12345) % 2147483648
        return self.state / 2147483648


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def between(self, other, part):
        return Point(self.x + (other.x - self.x) * part, self.y + (other.y - self.y) * part)


class Curve:
    def __init__(self, points):
        self.points = points

    def at(self, position):
        level = self.points
        while len(level) > 1:
            level = [level[i].between(level[i + 1], position) for i in range(len(level) - 1)]
        return level[0]


def run():
    random = Random(1234)
    curves = [
        Curve([Point(0.1, 0.2), Point(0.5, 0.9), Point(0.8, 0.1), Point(0.9, 0.7)]),
        Curve([Point(0.9, 0.3), Point(0.4, 0.4), Point(0.2, 0.9)]),
        Curve([Point(0.5, 0.5), Point(0.1, 0.6), Point(0.6, 0.1)]),
    ]
    grid = [[0] * WIDTH for _ in range(HEIGHT)]
    point = Point(0.5, 0.5)
    for _ in range(POINTS):
        curve = curves[int(random.next() * len(curves))]
        target = curve.at(random.next() * (point.x + point.y) / 2)
        point = point.between(target, 0.6)
        grid[int(point.y * HEIGHT) % HEIGHT][int(point.x * WIDTH) % WIDTH] += 1
    checksum = 0
    for row in grid:
        for count in row:
            checksum = (checksum * 31 + count) % 1000003
    return checksum, sum([count > 0 for row in grid for count in row])


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("checksum and cells:", *result)
print(f"time: {best:.6f}")
