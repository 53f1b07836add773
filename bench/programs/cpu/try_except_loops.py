# try in hot loops: that hardly ever raise, that raise every time, and with finally.
import time

ROUNDS = 200_000
REPETITIONS = 5


def seldom():
    total = 0
    for number in range(ROUNDS):
        try:
            if number % 10_000 == 0:
                raise ValueError(number)
            total += number
        except ValueError as error:
            total += error.args[0]
    return total


def always():
    caught = 0
    for number in range(ROUNDS // 4):
        try:
            raise KeyError(number)
        except LookupError:
            caught += 1
    return caught


def nested():
    caught = 0
    for number in range(ROUNDS // 4):
        try:
            try:
                raise ValueError(number)
            except KeyError:
                caught = 0
            finally:
                caught += 1
        except ValueError:
            caught += 1
    return caught


def with_finally():
    entered = left = 0
    for number in range(ROUNDS):
        try:
            entered += 1
            if number % 2:
                continue
        finally:
            left += 1
    return entered, left


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = seldom(), always(), nested(), with_finally()
    best = min(best, time.perf_counter() - start)
print("results:", *result)
print(f"time: {best:.6f}")
