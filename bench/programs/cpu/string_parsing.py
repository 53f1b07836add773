# Texts and bytes taken apart and put together: split, partition, find, slices, encoding and decoding.
import time

LINES = 20_000
REPETITIONS = 3


def header(number):
    return f"Host-{number % 50}: value {number}; q=0.{number % 10}, name=\"x{number}\""


def parse(line):
    name, _, rest = line.partition(": ")
    value, _, options = rest.partition("; ")
    found = {}
    for option in options.split(", "):
        key, _, text = option.partition("=")
        found[key.strip()] = text.strip('"')
    return name.lower(), value, found


def frame(number, payload):
    data = payload.encode()
    return len(data).to_bytes(2, "big") + bytes([number % 256]) + data


def frames(buffer):
    position = 0
    count = 0
    total = 0
    while position < len(buffer):
        size = int.from_bytes(buffer[position : position + 2], "big")
        kind = buffer[position + 2]
        text = buffer[position + 3 : position + 3 + size].decode()
        total += kind + len(text)
        count += 1
        position += 3 + size
    return count, total


def tokens(text):
    start = 0
    found = []
    for at, character in enumerate(text):
        if character in " ,;":
            if at > start:
                found.append(text[start:at])
            start = at + 1
    return found


def run():
    lines = [header(number) for number in range(LINES)]
    size = 0
    for line in lines:
        name, value, options = parse(line)
        size += len(name) + len(value) + len(options["name"])
    text = "\r\n".join(lines)
    at = 0
    spots = 0
    while (at := text.find("name=", at)) >= 0:
        spots += at % 3
        at += 5
    data = text.encode("utf-8")
    pieces = data.split(b"\r\n")
    chunks = sum([piece.find(b";") for piece in pieces])
    starts = sum([1 for piece in pieces if piece.startswith(b"Host-1") and piece.endswith(b'"')])
    buffer = b"".join([frame(number, line) for number, line in enumerate(lines)])
    count, total = frames(buffer)
    words = len(tokens(text[:200_000]))
    numbers = sum([int(part) for part in " ".join([str(number) for number in range(LINES)]).split()])
    return size, spots, chunks, starts, count, total, words, numbers


best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run()
    best = min(best, time.perf_counter() - start)
print("totals:", *result)
print(f"time: {best:.6f}")
