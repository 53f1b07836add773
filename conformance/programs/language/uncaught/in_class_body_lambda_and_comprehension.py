import sys


def report(function):
    try:
        function()
    except Exception:
        sys.excepthook(*sys.exc_info())


def class_body():
    class Broken:
        attribute = 1 / 0


def nested():
    def deeper():
        return [value.upper() for value in ["a", 1]]

    return deeper()


class Service:
    def handle(self, request):
        return (lambda r: r["missing"])(request)

    @property
    def broken(self):
        raise RuntimeError("in a property")

    def __getitem__(self, key):
        raise LookupError(key)


report(class_body)
report(nested)
report(lambda: Service().handle({}))
report(lambda: Service().broken)
report(lambda: Service()["k"])


def generator():
    yield 1
    raise ValueError("in a generator")


report(lambda: list(generator()))
