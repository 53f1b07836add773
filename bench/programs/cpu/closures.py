# Functions that keep variables of the functions around them: counters, composition, decorators, lambdas.
import time

STEPS = 100_000
REPETITIONS = 3


def counter():
    count = 0

    def increment(by=1):
        nonlocal count
        count += by
        return count

    return increment


def compose(f, g):
    return lambda x: f(g(x))


def counted(f):
    calls = 0

    def wrapper(*args):
        nonlocal calls
        calls += 1
        return f(*args)

    wrapper.calls = lambda: calls
    return wrapper


@counted
def add(a, b):
    return a + b


def adders(count):
    return [lambda x, k=k: x + k for k in range(count)]


def run():
    increment = counter()
    for number in range(STEPS):
        increment()
        increment(number)
    pipeline = compose(compose(lambda x: x + 1, lambda x: x * 2), lambda x: x - 3)
    total = 0
    for number in range(STEPS):
        total += pipeline(number)
    for number in range(STEPS):
        total = add(total, number) % 1000003
    for number in range(STEPS // 10):
        for adder in adders(10):
            total += adder(number)
    mapped = sum(map(lambda x: x * x, filter(lambda x: x % 3, range(STEPS))))
    return increment(0), total, mapped


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("totals:", *result)
print(f"time: {best:.6f}")
