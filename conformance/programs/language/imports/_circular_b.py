import _circular_a

value = 1
print("a is half made:", hasattr(_circular_a, "value"))


def call():
    return _circular_a.value * 10
