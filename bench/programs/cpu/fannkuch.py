# The most flips that any permutation of eight needs; small ints in lists.
import time

SIZE = 8
REPETITIONS = 3


def fannkuch(n):
    permutation = list(range(n))
    counts = [0] * n
    most = checksum = 0
    sign = 1
    size = n
    while True:
        first = permutation[0]
        if first:
            flipped = permutation[:]
            flips = 0
            while first:
                flipped[: first + 1] = flipped[first::-1]
                flips += 1
                first = flipped[0]
            if flips > most:
                most = flips
            checksum += sign * flips
        if sign == 1:
            permutation[0], permutation[1] = permutation[1], permutation[0]
            sign = -1
        else:
            permutation[1], permutation[2] = permutation[2], permutation[1]
            sign = 1
            for size in range(2, n):
                if counts[size] < size:
                    counts[size] += 1
                    break
                counts[size] = 0
                if size == n - 1:
                    return checksum, most
                permutation.insert(size + 1, permutation.pop(0))


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = fannkuch(SIZE)
    best = min(best, time.perf_counter() - start)
print("checksum and flips:", *result)
print(f"time: {best:.6f}")
