# A class that a call of `type` makes belongs to the module whose code makes it.
import collections


def make():
    return type("Made", (int,), {})


print(make(), type("Other", (), {"__module__": "elsewhere"}), collections.namedtuple("Pair", "a b"))
print((lambda: type("Inner", (), {}))().__module__, [type("Each", (), {}) for _ in range(1)])
