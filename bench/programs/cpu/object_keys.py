# Tuples, and objects with and without an equality of their own, as keys of dicts and elements of sets.
import time

SIZE = 60
REPETITIONS = 3


class Node:
    def __init__(self, name):
        self.name = name


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x and self.y == other.y

    def __hash__(self):
        return self.x * 1009 + self.y


def flood(size):
    """The distances from a corner of a board with walls: tuples in a dict and in sets."""
    walls = {(x, y) for x in range(size) for y in range(size) if x * 7 % 5 == 2 and y % 11}
    distances = {(0, 0): 0}
    edge = {(0, 0)}
    while edge:
        reached = set()
        for x, y in edge:
            for place in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
                if 0 <= place[0] < size and 0 <= place[1] < size and place not in walls and place not in distances:
                    distances[place] = distances[x, y] + 1
                    reached.add(place)
        edge = reached
    return len(distances), max(distances.values())


def visit(count):
    """Objects that are equal only to themselves."""
    nodes = [Node(str(i)) for i in range(count)]
    follows = {node: nodes[i * 7 % count] for i, node in enumerate(nodes)}
    longest = 0
    for node in nodes:
        seen = set()
        while node not in seen:
            seen.add(node)
            node = follows[node]
        longest = max(longest, len(seen))
    return longest


def bucket(count):
    """Objects that are equal by what they hold."""
    counts = {}
    for i in range(count):
        point = Point(i % 17, i % 23)
        if point in counts:
            counts[point] += 1
        else:
            counts[point] = 1
    return len(counts), counts[Point(3, 3)]


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = flood(SIZE), visit(800), bucket(20_000)
    best = min(best, time.perf_counter() - start)
print("reached, longest, counted:", *result)
print(f"time: {best:.6f}")
