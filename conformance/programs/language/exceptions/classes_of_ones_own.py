class AppError(Exception):
    pass


class CodeError(AppError):
    def __init__(self, code, *, detail="none"):
        super().__init__(f"code {code}")
        self.code, self.detail = code, detail


class Described(AppError):
    def __str__(self):
        return f"described by {self.args}"


for error in (AppError(), AppError("one"), AppError("one", 2), CodeError(5, detail="d"), Described(1)):
    try:
        raise error
    except AppError as caught:
        print(repr(caught), "|", caught, "|", caught.args)
try:
    raise CodeError(404)
except (KeyError, AppError) as error:
    print(error.code, error.detail, isinstance(error, Exception))
print(KeyError("key"), repr(KeyError("key")), str(OSError("text")), repr(OSError("one", "two")))
print(StopIteration(5).value, SystemExit(3).code, repr(UnicodeError("x")), KeyError.__mro__[1].__name__)
error = ValueError("noted")
error.add_note("first note")
error.add_note("second note")
print(error.__notes__)
try:
    error.add_note(5)
except TypeError as problem:
    print(problem)
try:
    try:
        raise ValueError("x")
    except 5:
        pass
except TypeError as problem:
    print(problem)
