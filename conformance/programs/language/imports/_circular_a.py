import _circular_b

value = _circular_b.value + 1


def late():
    return _circular_b.call()
