# Dictionaries with string, int and tuple keys, counted into, read and walked through.
import time

ROUNDS = 100_000
REPETITIONS = 3


def run():
    by_text, by_number, by_pair = {}, {}, {}
    state = 42
    for _ in range(ROUNDS):
        state = (state * 69069 + 1) % 4294967296
        number = state >> 20
        text = "key%d" % (number % 500)
        by_text[text] = by_text.get(text, 0) + 1
        if number in by_number:
            by_number[number] += 1
        else:
            by_number[number] = 1
        pair = (number % 20, number % 30)
        by_pair[pair] = by_pair.get(pair, 0) + number
    checksum = 0
    for mapping in (by_number, by_pair):
        for key, count in mapping.items():
            checksum += count * (key if mapping is by_number else key[0] - key[1])
    most = max(by_text, key=by_text.get)
    return len(by_text), len(by_number), len(by_pair), checksum, most


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("counts:", *result)
print(f"time: {best:.6f}")
