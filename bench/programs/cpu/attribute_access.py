# Attributes read and written on instances with a dictionary, with slots, and through properties.
import time

STEPS = 200_000
REPETITIONS = 3


class Open:
    def __init__(self, x, y):
        self.x = x
        self.y = y
        self.count = 0


class Slotted:
    __slots__ = ("x", "y", "count")

    def __init__(self, x, y):
        self.x = x
        self.y = y
        self.count = 0


class Account:
    limit = 1000

    def __init__(self):
        self._balance = 0

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        self._balance = value if value < self.limit else 0


def turn(point):
    for number in range(STEPS):
        point.x, point.y = point.y + 1, point.x
        point.count += 1
        if point.count > 100:
            point.count = 0
    return point.x + point.y + point.count


def bank(account):
    for number in range(STEPS):
        account.balance = account.balance + number % 7
    return account.balance


def dynamic(point):
    total = 0
    for number in range(STEPS // 4):
        setattr(point, "x", number)
        total += getattr(point, "x") + getattr(point, "z", 1)
        if hasattr(point, "y"):
            total += 1
    return total


def make():
    points = [Slotted(number, number) if number % 2 else Open(number, number) for number in range(STEPS // 4)]
    return sum([point.x for point in points])


def run():
    return turn(Open(1, 2)), turn(Slotted(1, 2)), bank(Account()), dynamic(Open(1, 2)), make()


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("totals:", *result)
print(f"time: {best:.6f}")
