"""A seed gives the same numbers as in CPython."""
import random

r = random.Random(42)
print(r.random(), r.randint(1, 6), r.randrange(0, 100, 5), r.getrandbits(80), r.uniform(1, 2))
print(r.choice("abcdef"), r.choices([1, 2, 3], k=5), r.choices("ab", weights=[1, 9], k=6), r.sample(range(100), 5))
items = list(range(10))
r.shuffle(items)
print(items, r.gauss(0, 1), r.normalvariate(0, 1), r.expovariate(1.5), r.betavariate(1, 2), r.triangular(0, 1, 0.5))
random.seed("text")
print(random.random(), random.randbytes(4))
random.seed(10**30)
state = random.getstate()
a = random.random()
random.setstate(state)
print(a == random.random(), 0 <= random.random() < 1)
for f in (lambda: random.choice([]), lambda: random.randint(2, 1), lambda: random.sample([1], 2)):
    try:
        f()
    except (IndexError, ValueError) as e:
        print(type(e).__name__, e)
