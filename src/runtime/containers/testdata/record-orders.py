# Prints sets of numbers in the order in which a 64-bit CPython iterates them, and hashes:
#     steps <TAB> result
# where the steps build the set: each is a method and its argument.
import random

random.seed(20)


def number():
    return random.choice([
        lambda: random.randrange(10), lambda: random.randrange(100), lambda: random.randrange(-50, 2000),
        lambda: random.randrange(-(2**70), 2**70), lambda: random.randrange(10) / 4, lambda: random.randrange(8) * 64,
        lambda: float(random.randrange(9)), lambda: random.randrange(2**50)])()


def element():
    return tuple(number() for _ in range(random.randrange(4))) if random.random() < 0.2 else number()


def steps():
    s = set()
    text = []
    for _ in range(random.randrange(1, 6)):
        name = random.choice(["update", "update", "add", "discard", "pop", "difference_update", "|=", "&=", "^=", "-=", "copy"])
        if name in ("add", "discard"):
            argument = random.choice(sorted(s, key=repr)) if s and name == "discard" else element()
            getattr(s, name)(argument)
        elif name == "pop":
            argument = None
            if s:
                s.pop()
        elif name == "copy":
            argument = None
            s = set(s)
        else:
            argument = [element() for _ in range(random.randrange(1, 40))]
            if s and random.random() < 0.5:
                argument += random.sample(sorted(s, key=repr), min(len(s), 4))
            if name in ("update", "difference_update"):
                getattr(s, name)(argument)
            elif name == "|=":
                s |= set(argument)
            elif name == "&=":
                s &= set(argument)
            elif name == "^=":
                s ^= set(argument)
            else:
                s -= set(argument)
        text.append(f"{name} {argument!r}")
    return "; ".join(text), s


for _ in range(400):
    text, s = steps()
    print(text, repr(s), sep="\t")
for value in [(), (1,), (1, 2, 3), (-1, -2), (0.5, 1.0), ((1, 2), (3,)), (True, 2**70), (1e300, -2**63), frozenset(), frozenset([1]),
              frozenset([1, 2, 3]), frozenset(range(100)), (2**61 - 1, 2**61), (-(2**40), 2**52)]:
    print("hash " + repr(value), hash(value), sep="\t")
for n in (3, 5, 12, 30):
    print("display " + repr(list(range(0, n * 9, 9))), eval("{" + ", ".join(map(str, range(0, n * 9, 9))) + "}"), sep="\t")
