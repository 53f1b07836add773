# Every way to put eleven queens on a board, by generators that delegate.
import time

SIZE = 11
REPETITIONS = 3


def place(size, row, columns, rising, falling):
    if row == size:
        yield columns
        return
    for column in range(size):
        if column not in columns and row + column not in rising and row - column not in falling:
            yield from place(size, row + 1, columns + (column,), rising | {row + column}, falling | {row - column})


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    solutions = list(place(SIZE, 0, (), frozenset(), frozenset()))
    best = min(best, time.perf_counter() - start)
print("solutions:", len(solutions), solutions[0], solutions[-1])
print(f"time: {best:.6f}")
