# Lists: append, pop, insert, slices, reversal, concatenation, deletion and index assignment.
import time

REPETITIONS = 3


def stack(count):
    items = []
    for i in range(count):
        items.append(i)
        items.append(i ^ 5)
        if i % 3 == 0:
            items.pop()
    total = 0
    while items:
        total += items.pop()
    return total


def queue(count):
    waiting = [1]
    for i in range(count):
        first = waiting.pop(0)
        waiting.append((first * 31 + i) % 1009)
        if i % 4 == 0:
            waiting.insert(len(waiting) // 2, i)
    return len(waiting), waiting[0]


def merge_sort(items):
    if len(items) <= 1:
        return items
    middle = len(items) // 2
    left = merge_sort(items[:middle])
    right = merge_sort(items[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


def sieve(limit):
    flags = [True] * limit
    flags[0:2] = [False, False]
    for i in range(2, int(limit**0.5) + 1):
        if flags[i]:
            flags[i * i :: i] = [False] * len(flags[i * i :: i])
    return sum(flags)


def rotate(count):
    items = list(range(20))
    for i in range(count):
        items = items[3:] + items[:3]
        items.reverse()
        items[i % 20], items[-1] = items[-1], items[i % 20]
        del items[5]
        items.extend(items[:1])
    return items[0], len(items[::2])


def bubble(count):
    items = [i * 7919 % count for i in range(count)]
    for end in range(count - 1, 0, -1):
        for i in range(end):
            if items[i] > items[i + 1]:
                items[i], items[i + 1] = items[i + 1], items[i]
    return items == sorted(items)


def run():
    state = [i * 7919 % 10007 for i in range(10_000)]
    return stack(60_000), queue(10_000), merge_sort(state)[5000], sieve(300_000), rotate(10_000), bubble(400)


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("results:", *result)
print(f"time: {best:.6f}")
