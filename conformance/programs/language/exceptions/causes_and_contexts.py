def show(error):
    print(repr(error), "cause", repr(error.__cause__), "context", repr(error.__context__), error.__suppress_context__)


try:
    try:
        raise ValueError("first")
    except ValueError as first:
        raise TypeError("second") from first
except TypeError as error:
    show(error)
try:
    try:
        raise ValueError("first")
    except ValueError:
        raise TypeError("second")
except TypeError as error:
    show(error)
try:
    try:
        raise ValueError("first")
    except ValueError:
        raise TypeError("second") from None
except TypeError as error:
    show(error)
try:
    raise KeyError from ValueError
except KeyError as error:
    show(error)
try:
    try:
        1 / 0
    finally:
        [][0]
except IndexError as error:
    show(error)
try:
    try:
        raise ValueError("again")
    except ValueError:
        raise
except ValueError as error:
    show(error)
for wrong in (lambda: (_ for _ in ()).throw(5), lambda: exec("raise 5"), lambda: exec("raise ValueError from 5")):
    try:
        wrong()
    except TypeError as error:
        print(error)
try:
    raise
except RuntimeError as error:
    print(error)
