def tag(name):
    print("making", name)

    def decorate(function):
        print("applying", name, "to", function.__name__)

        def wrapper(*args, **kwargs):
            return f"<{name}>{function(*args, **kwargs)}</{name}>"

        wrapper.__name__ = function.__name__
        return wrapper

    return decorate


@tag("b")
@tag("i")
def text(value):
    return value


print(text("hello"))


@(lambda cls: (cls, "decorated"))
class Decorated:
    pass


print(Decorated[1], Decorated[0].__name__)


class Memo:
    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@Memo
def square(x):
    return x * x


print(square(3), square(4), square.calls)
