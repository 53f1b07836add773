def everything(a, b=2, /, c=3, *args, d, e=5, **kwargs):
    return a, b, c, args, d, e, kwargs


print(everything(1, d=4))
print(everything(1, 2, 3, 4, 5, d=6, e=7, f=8, a=9))
print(everything(*range(5), **{"d": 1, "x": 2}))
print(everything(1, c=30, d=4))


def only_keywords(*, a, b=1):
    return a, b


def only_positional(a, b=1, /):
    return a, b


def defaults(a, b=[], c={}):
    b.append(a)
    c[a] = a
    return b, c


print(only_keywords(a=1), only_positional(1), only_positional(1, 2))
print(defaults(1), defaults(2), defaults(3, [0]))
print((lambda *args, **kwargs: (args, kwargs))(1, *[2, 3], x=1, **{"y": 2}))
print(everything.__defaults__, everything.__kwdefaults__, everything.__code__.co_varnames[:7])
