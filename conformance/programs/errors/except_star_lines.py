# Where groups are made and raised again by except*: the lines of their tracebacks.
import traceback


def lines(error):
    found = []
    entry = error.__traceback__
    while entry is not None:
        found.append(entry.tb_lineno)
        entry = entry.tb_next
    return found


def show(name, error):
    print(name, repr(error), lines(error), [lines(member) for member in getattr(error, "exceptions", ())])


def raising(is_group):
    if is_group:
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    raise ValueError("v")


def handled(is_group):
    try:
        raising(is_group)
    except* KeyError as error:
        show("first", error)
    except* ValueError as error:
        show("second", error)
    finally:
        print("end")


def replaced(is_group):
    try:
        raising(is_group)
    except* ValueError:
        raise TypeError("t")


for is_group in (False, True):
    handled(is_group)
    try:
        replaced(is_group)
    except BaseException as error:
        show("replaced", error)
        traceback.print_exc()
