# Records sorted by keys of several kinds, and by comparison methods of their own.
import time

RECORDS = 40_000
REPETITIONS = 3


class Record:
    def __init__(self, name, rank, score):
        self.name = name
        self.rank = rank
        self.score = score

    def __lt__(self, other):
        return self.score < other.score


def make():
    records = []
    state = 7
    for number in range(RECORDS):
        state = (state * 69069 + 1) % 4294967296
        records.append(Record(f"name{state % 1000}", state % 50, state / 65536))
    return records


def run(records):
    by_rank = sorted(records, key=lambda record: record.rank)
    by_name = sorted(records, key=lambda record: (record.name, -record.rank))
    by_score = sorted(records)
    descending = sorted([record.score for record in records], reverse=True)
    return by_rank[5].name, by_name[9].rank, by_score[0].name, descending[3], by_rank[-1].score


records = make()
best = float("inf")
for _ in range(REPETITIONS):
    start = time.perf_counter()
    result = run(records)
    best = min(best, time.perf_counter() - start)
print("picked:", *result)
print(f"time: {best:.6f}")
