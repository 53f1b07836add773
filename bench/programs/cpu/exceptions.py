# Exceptions raised and caught: at once, through frames with finally, and by the protocol of iteration.
import time

ROUNDS = 100_000
REPETITIONS = 3


class Rejected(Exception):
    def __init__(self, number):
        super().__init__(number)
        self.number = number


def check(number):
    if number % 3 == 0:
        raise Rejected(number)
    return number


def through(number, log):
    try:
        return check(number)
    finally:
        log[0] += 1


def run():
    log = [0]
    total = 0
    empty = {}
    for number in range(ROUNDS):
        try:
            total += through(number, log)
        except Rejected as error:
            total -= error.number
        try:
            empty[number]
        except KeyError:
            total += 1
        try:
            next(iter(()))
        except StopIteration:
            total += 1
    return total, log[0]


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("totals:", *result)
print(f"time: {best:.6f}")
