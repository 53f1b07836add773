# Classes with operators of their own: vectors, exact money, comparison, containers and calls.
import time

STEPS = 40_000
REPETITIONS = 3


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.cents + other.cents)

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __iadd__(self, other):
        self.cents += other.cents
        return self

    def __lt__(self, other):
        return self.cents < other.cents

    def __hash__(self):
        return hash(self.cents)

    def __eq__(self, other):
        return self.cents == other.cents

    def __bool__(self):
        return self.cents != 0


class Grid:
    def __init__(self, width):
        self.width = width
        self.cells = [0] * width * width

    def __getitem__(self, place):
        x, y = place
        return self.cells[x + y * self.width]

    def __setitem__(self, place, value):
        x, y = place
        self.cells[x + y * self.width] = value

    def __len__(self):
        return len(self.cells)

    def __contains__(self, value):
        return value in self.cells

    def __call__(self, factor):
        return self.width * factor


def run():
    position = Vector(0, 0)
    velocity = Vector(1, 2)
    hits = 0
    for number in range(STEPS):
        position = position + velocity * 2 - 3 * velocity
        if position == -velocity or position @ velocity > 100:
            hits += 1
    total = Money(0)
    for number in range(STEPS):
        total += Money(number % 11)
        if Money(number) < total:
            hits += 1
        if not Money(number % 2):
            hits += 1
    coins = sum([Money(number % 5) for number in range(STEPS)])
    kinds = len({Money(number % 50) for number in range(STEPS)})
    grid = Grid(8)
    for number in range(STEPS):
        place = number % 8, number // 8 % 8
        grid[place] = grid[place] + number
        hits += grid(2) + len(grid)
    return position.x, hits, total.cents, coins.cents, kinds, grid[3, 4], 5 in grid


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("totals:", *result)
print(f"time: {best:.6f}")
