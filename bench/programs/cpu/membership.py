# `in` and `not in`: lists, tuples, strings, dicts, sets and ranges.
import time

COUNT = 30_000
REPETITIONS = 3
VOWELS = ("a", "e", "i", "o", "u")


def run():
    numbers = list(range(0, 200, 2))
    names = [f"name{i}" for i in range(50)]
    squares = {i * i: i for i in range(500)}
    evens = set(range(0, 1000, 2))
    words = {name for name in names}
    found = [0] * 7
    for i in range(COUNT):
        if i % 200 in numbers:
            found[0] += 1
        if names[i % 50] not in names[:10]:
            found[1] += 1
        if i in squares:
            found[2] += 1
        if i % 1001 not in evens:
            found[3] += 1
        if "aeioxyz"[i % 7] in VOWELS:
            found[4] += 1
        if names[i % 50] in words:
            found[5] += 1
        if i in range(0, COUNT, 3) or i % 10 in (3, 7) or "me4" in names[i % 50]:
            found[6] += 1
    return found


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("found:", *result)
print(f"time: {best:.6f}")
