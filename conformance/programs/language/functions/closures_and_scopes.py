def counter():
    count = 0

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count = 0

    return increment, reset


increment, reset = counter()
print(increment(), increment(5))
reset()
print(increment())
other, _ = counter()
print(other(), increment.__closure__[0].cell_contents)

functions = []
for i in range(3):
    functions.append(lambda: i)
print([function() for function in functions])
print([function() for function in [lambda i=i: i for i in range(3)]])

x = "global"


def outer():
    x = "outer"

    class Inner:
        seen = x
        x = "class"

        def method(self):
            return x

    def shadow():
        global x
        x = "changed"
        return x

    return Inner.seen, Inner.x, Inner().method(), shadow(), x


print(outer(), x)


def unbound():
    print(y)
    y = 1


def free():
    def inner():
        return z

    inner()
    z = 1


for function in (unbound, free):
    try:
        function()
    except NameError as error:
        print(type(error).__name__, error)


def deleted():
    value = 1
    del value
    return value


try:
    deleted()
except UnboundLocalError as error:
    print(error)
try:
    undefined
except NameError as error:
    print(error)
print([x for x in "ab"], x, {y: z for y, z in ["ab"]})
