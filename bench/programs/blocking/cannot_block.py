# CPU-bound work in functions none of which can reach a call that blocks: what may_block.py is compared with.
import time

ROUNDS = 4_000
REPETITIONS = 5


def leaf(number):
    total = 0
    for each in range(number):
        total += each * each % 7
    return total


def fib(number):
    return number if number < 2 else fib(number - 1) + fib(number - 2)


def step(number, callback):
    callback(number)
    return leaf(200) + fib(10)


def work(rounds, callback):
    total = 0
    for number in range(rounds):
        total += step(number, callback)
    return total


def main(callback):
    best = float("inf")
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        total = work(ROUNDS, callback)
        best = min(best, time.perf_counter() - start)
    print("total:", total)
    print(f"time: {best:.6f}")


main(lambda number: None)
