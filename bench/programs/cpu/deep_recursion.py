# Calls 800 deep: of a function, of one with a try around its call, and an exception from the bottom to the top.
import time

DEPTH = 800
ROUNDS = 200
REPETITIONS = 5


def down(depth):
    if depth == 0:
        return 0
    return down(depth - 1) + 1


def guarded(depth):
    try:
        if depth == 0:
            return 0
        return guarded(depth - 1) + 1
    finally:
        depth = None


def failing(depth):
    if depth == 0:
        raise ValueError("bottom")
    return failing(depth - 1) + 1


def run():
    total = caught = 0
    for _ in range(ROUNDS):
        total += down(DEPTH) + guarded(DEPTH)
    for _ in range(ROUNDS // 20):
        try:
            failing(DEPTH)
        except ValueError:
            caught += 1
    return total, caught


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("results:", *result)
print(f"time: {best:.6f}")
