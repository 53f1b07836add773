# Text put together by formatting, joining, splitting and slicing.
import time

LINES = 40_000
REPETITIONS = 3


def run():
    lines = []
    for number in range(LINES):
        name = "item" + str(number % 97)
        lines.append(f"{number:06d};{name.upper()};{number / 7:.3f};{'odd' if number % 2 else 'even'}")
    text = "\n".join(lines)
    total = 0
    words = {}
    for line in text.split("\n"):
        number, name, value, parity = line.split(";")
        total += int(number) + len(value.strip("0"))
        key = name[:5].lower() + "-" + parity.replace("e", "E")
        words[key] = words.get(key, "") + name[-1]
    result = ""
    for key in sorted(words):
        result += key + "=" + str(len(words[key])) + ","
    return total, len(text), len(result), result[:30]


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("totals:", *result)
print(f"time: {best:.6f}")
