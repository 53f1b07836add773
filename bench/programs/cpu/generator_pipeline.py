# Values through chains of generators: functions with yield and yield from, and generator expressions.
import time

COUNT = 100_000
REPETITIONS = 3


def numbers(count):
    state = 1
    for _ in range(count):
        state = state * 1103515245 % 2147483647
        yield state


def windows(source, size):
    window = []
    for item in source:
        window.append(item)
        if len(window) == size:
            yield tuple(window)
            window.pop(0)


def running(source):
    total = 0
    for a, b, c in source:
        total = (total + a - b + c) % 1000003
        yield total


def walk(tree):
    if tree is None:
        return
    left, value, right = tree
    yield from walk(left)
    yield value
    yield from walk(right)


def grow(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return grow(low, middle), middle, grow(middle + 1, high)


def accumulate():
    total = 0
    while True:
        number = yield total
        total += number


def run():
    odd = (n for n in numbers(COUNT) if n % 3)
    halves = (n >> 1 for n in odd)
    last = 0
    for last in running(windows(halves, 3)):
        pass
    in_order = sum(i * value for i, value in enumerate(walk(grow(0, 4000))))
    adder = accumulate()
    next(adder)
    for i in range(20_000):
        adder.send(i)
    largest = max(n % 1009 for n in numbers(20_000))
    return last, in_order, adder.send(0), largest, any(n == 5 for n in range(50_000)), all(n < 9e9 for n in range(50_000))


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("results:", *result)
print(f"time: {best:.6f}")
