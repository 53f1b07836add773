def fail():
    raise ValueError("original")


def middle():
    try:
        fail()
    except ValueError as error:
        saved = error
    raise saved


try:
    middle()
except ValueError:
    print("cleaning up")
    raise
