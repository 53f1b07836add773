# Decisions by type: chains of isinstance, tuples of types, type() and issubclass.
import time
from abc import ABC, abstractmethod

STEPS = 40_000
REPETITIONS = 3


class Node:
    pass


class Number(Node):
    def __init__(self, value):
        self.value = value


class Binary(Node):
    def __init__(self, left, right):
        self.left = left
        self.right = right


class Add(Binary):
    pass


class Multiply(Binary):
    pass


class Visible(ABC):
    @abstractmethod
    def show(self): ...


class Shown(Visible):
    def show(self):
        return 1


def evaluate(node):
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Add):
        return evaluate(node.left) + evaluate(node.right)
    if isinstance(node, Multiply):
        return evaluate(node.left) * evaluate(node.right)
    raise TypeError(node)


def size(value):
    if isinstance(value, bool):
        return 1
    if isinstance(value, (int, float)):
        return 8
    if isinstance(value, str):
        return len(value)
    if isinstance(value, (list, tuple)):
        return sum([size(item) for item in value])
    if isinstance(value, dict):
        return sum([size(key) + size(item) for key, item in value.items()])
    if value is None:
        return 0
    if type(value) is Number:
        return 16
    return 32


def run():
    tree = Add(Multiply(Number(2), Number(3)), Add(Number(4), Multiply(Number(5), Number(6))))
    value = [1, "two", 3.5, (True, None), {"key": [1, 2]}, Number(1), tree]
    shown = Shown()
    total = 0
    for number in range(STEPS):
        total += evaluate(tree)
        if number % 4 == 0:
            total += size(value)
        if isinstance(shown, Visible):
            total += shown.show()
        if issubclass(Add, Node) and not isinstance(number, str | bytes):
            total += 1
    return (total,)


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("totals:", *result)
print(f"time: {best:.6f}")
