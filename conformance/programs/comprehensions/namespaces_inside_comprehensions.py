"""What locals(), dir(), eval() and exec() see inside a comprehension, in a module, a class and a function."""

a = 1
one = [1]

print([sorted(locals()) for x in one], [locals() is globals() for x in one])
print([sorted(vars()) for x in one for y in one], [[sorted(locals()) for x in one] for z in one])
print([dir() for x in one], [eval("x + a") for x in one], [exec("stored = x") for x in one])
print("stored" in globals(), [eval("sorted(locals())") for x in one])
print([eval("sorted(locals())", globals()) == sorted(globals()) for x in one])


class C:
    b = 2
    print([sorted(locals()) for x in one], [dir() for x in one])
    try:
        print([eval("b") for x in one])
    except NameError as e:
        print(e)
    [exec("stored = x") for x in one]
    print("stored" in locals())
    print([(lambda: x, sorted(locals()))[1] for x in one])


def f(p):
    x = 5
    print([sorted(locals().items()) for x in one])
    print([sorted(locals().items()) for y in one for z in one if z])
    print([dir() for y in one], {eval("y + x") for y in one})
    print([(lambda: y, sorted(locals()))[1] for y in one])
    print([[sorted(locals()) for z in one] for y in one], sorted(locals()))


f(0)
exec("print([sorted(locals()) for x in [1]]); print([dir() for x in [1]])", {}, {})

# Names that every module object has as attributes are no names of globals.
for name in "__class__", "__dict__", "__repr__":
    try:
        print(eval(name, {}))
    except NameError as e:
        print(e)
__class__ = 2
__dict__ = 3
print(__class__, __dict__, [__class__ for x in one], globals()["__dict__"])
