# Loops over ranges, zip, enumerate, reversed and the views of dicts, with targets that unpack.
import time

COUNT = 30_000
REPETITIONS = 3


def divide(a, b):
    return a // b, a % b


def run():
    first = list(range(COUNT))
    second = [i * 3 % 1009 for i in first]
    pairs = list(zip(first, second))
    table = {f"k{i}": (i, i + 1) for i in range(1000)}
    total = 0
    for a, b in zip(first, second):
        total += a - b
    for i, item in enumerate(second, 1):
        total += i ^ item
    for i, (a, b) in enumerate(pairs):
        total += a - b if i % 2 else b
    for a, b, c in zip(first, second, reversed(first)):
        total -= b + c - a
    for i in range(COUNT):
        quotient, rest = divide(i, 7)
        total += quotient * rest
    for _ in range(20):
        for key, (low, high) in table.items():
            total += high - low + len(key)
        for key in table:
            total += len(key)
        for low, high in table.values():
            total += low
    for i in range(COUNT):
        head, *tail = pairs[i]
        total += head + tail[0]
        a, b = b, a + 1
    previous = 0
    for i in range(COUNT, 0, -2):
        for j in range(3):
            total += i - j - previous
        previous = i
    return total


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("total:", result)
print(f"time: {best:.6f}")
