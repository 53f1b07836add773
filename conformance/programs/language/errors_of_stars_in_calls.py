"""What is wrong with the stars of a call, and when it is found out."""


class Text(str):
    pass


def nothing(*args, **keywords):
    pass


def show(value):
    print("shown", type(value).__name__)
    return value


def attempt(run):
    try:
        run()
    except TypeError as e:
        print(e)


absent = None
attempt(lambda: absent(*nothing))
attempt(lambda: absent(**nothing))
attempt(lambda: absent(a=1, **nothing))
attempt(lambda: absent(**{1: 2}))
attempt(lambda: nothing(*1, **2))
attempt(lambda: nothing(*show(1), **show({"a": 1})))
attempt(lambda: nothing(*show(1), a=show(2)))
attempt(lambda: nothing(*show(1), show(2)))
attempt(lambda: nothing(show(2), *show(1)))
attempt(lambda: nothing(**{1: 3}))
attempt(lambda: nothing(**{1: 3}, **{1: 5}))
attempt(lambda: nothing(**{1: 3}, **{"a": 5}))
attempt(lambda: nothing(a=1, **{Text("a"): 1}))
attempt(lambda: dict(**{1: 2}))
attempt(lambda: print(**{1: 3}, **{1: 5}))


def class_with(keywords, more):
    class Made(**keywords, **more):
        pass


attempt(lambda: class_with({1: 2}, {}))
attempt(lambda: class_with({1: 2}, {1: 3}))
attempt(lambda: class_with(5, {}))

# In a module, where calls can suspend.
try:
    nothing(**{1: 2})
except TypeError as e:
    print(e)
