# Comprehensions of lists, sets and dicts, nested and with conditions.
import time

SIZE = 120
REPETITIONS = 3


def multiply(a, b):
    columns = [[row[i] for row in b] for i in range(len(b[0]))]
    return [[sum([x * y for x, y in zip(row, column)]) for column in columns] for row in a]


def run():
    matrix = [[(i * 31 + j * 17) % 11 for j in range(SIZE)] for i in range(SIZE)]
    product = multiply(matrix, matrix)
    words = [f"w{i % 300}" for i in range(20_000)]
    lengths = {word: len(word) for word in words if word[-1] != "7"}
    inverse = {length: [w for w in lengths if lengths[w] == length] for length in {len(w) for w in words}}
    residues = {x * x % 97 for x in range(10_000)}
    pairs = [(x, y) for x in range(200) for y in range(x) if (x + y) % 7 == 0]
    upper = [w.upper() for w in words if w.startswith("w1")]
    flat = [x for row in product for x in row if x & 1]
    return len(lengths), len(inverse[4]), len(residues), len(pairs), len(upper), sum(flat)


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("results:", *result)
print(f"time: {best:.6f}")
