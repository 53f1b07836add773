# Lists of floats: sums, dot products, a matrix by a vector, smoothing, extremes.
import time

SIZE = 300
REPETITIONS = 3


def dot(a, b):
    total = 0.0
    for x, y in zip(a, b):
        total += x * y
    return total


def smooth(values, rounds):
    for _ in range(rounds):
        last = values[0]
        for i in range(1, len(values) - 1):
            current = values[i]
            values[i] = 0.25 * last + 0.5 * current + 0.25 * values[i + 1]
            last = current
    return values


def run():
    matrix = [[1.0 / (i + j + 1) for j in range(SIZE)] for i in range(SIZE)]
    vector = [float(i % 5) for i in range(SIZE)]
    for _ in range(3):
        vector = [dot(row, vector) for row in matrix]
        largest = max(vector)
        vector = [x / largest for x in vector]
    total = sum(sum(row) for row in matrix)
    mean = total / (SIZE * SIZE)
    variance = sum((x - mean) ** 2 for row in matrix for x in row) / (SIZE * SIZE)
    smoothed = smooth([x * (i % 3) for i, x in enumerate(vector)], 200)
    scaled = [0.0] * SIZE
    for row in matrix:
        for j, x in enumerate(row):
            scaled[j] += x * 2.0
    return round(total, 6), round(variance, 9), round(sum(smoothed), 6), round(min(scaled), 6), largest


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("results:", *result)
print(f"time: {best:.6f}")
