# Sets of numbers: union, intersection, difference, updates, subsets, and walks in their order.
import time

REPETITIONS = 3


def run():
    by_divisor = [set(range(0, 600, i)) for i in range(1, 30)]
    total = 0
    for a in by_divisor:
        for b in by_divisor:
            total += len(a & b) + len(a | b) - len(a ^ b)
            if a <= b:
                total += 1
    left = set(range(600))
    for multiples in by_divisor[1:]:
        left -= multiples
    seen = set()
    state = 1
    for _ in range(30_000):
        state = state * 1103515245 % 2147483647
        number = state % 5000
        if number in seen:
            seen.discard(number)
        else:
            seen.add(number)
    small = frozenset()
    for i in range(3000):
        for number in small | {i % 40, i % 7}:
            total += number
        small = (small | {i % 31}) - {(i + 13) % 31}
    while seen:
        total += seen.pop() % 3
    return total, len(left), sorted(small)[:5]


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("results:", *result)
print(f"time: {best:.6f}")
