# Calls with keywords, defaults, and arguments gathered and spread by stars.
import time

STEPS = 100_000
REPETITIONS = 3


def plain(first, second=2, third=3):
    return first + second * third


def strict(first, *, scale=1, offset):
    return first * scale + offset


def gathering(*args, **options):
    return len(args) + len(options) + options.get("extra", 0)


def forwarding(*args, **options):
    return plain(*args, **options)


class Window:
    def __init__(self, width, height=10, *, title="none"):
        self.width = width
        self.height = height
        self.title = title

    def resize(self, *, width=None, height=None):
        if width is not None:
            self.width = width
        if height is not None:
            self.height = height
        return self.width * self.height


def run():
    total = 0
    for number in range(STEPS):
        total += plain(number) + plain(number, third=5) + plain(first=number, second=1)
        total += strict(number, offset=2) + strict(number, scale=3, offset=1)
    for number in range(STEPS):
        total += gathering(number, 1, extra=number) + gathering(1, 2, 3)
    pair = (1, 2)
    options = {"third": 4}
    for number in range(STEPS):
        total += forwarding(number, third=2) + plain(*pair) + plain(number, **options)
    call = plain
    for number in range(STEPS):
        window = Window(number, title="other")
        total += window.resize(height=5) + call(second=3, first=2)
        total += int("11", base=2) + max(number, 3, key=abs)
    return (total,)


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("totals:", *result)
print(f"time: {best:.6f}")
