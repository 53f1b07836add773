def function(a: int, b: "text" = 2) -> str:
    """The documentation."""


function.custom = 1
print(function.__name__, function.__qualname__, function.__doc__, function.__module__, function.custom)
print(function.__annotations__, function.__dict__)
print((lambda: 0).__name__, type(function), callable(function), callable(5))


class C:
    """Class doc."""

    def method(self):
        pass


print(C.__doc__, C.method.__qualname__, C().method.__func__ is C.method, C().method.__self__.__class__.__name__)
print(C().method == C().method, C.__module__, C.__name__)
print(repr(print), repr(len), repr([].append).split(" at")[0])
