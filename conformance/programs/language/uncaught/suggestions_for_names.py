import sys


class Box:
    def __init__(self):
        self.content = 1

    def method(self):
        return contnet

    def uses_bare_name(self):
        return content


def report(function):
    try:
        function()
    except Exception:
        sys.excepthook(*sys.exc_info())


def local():
    counter = 1
    return countr


report(lambda: Box().contnt)
report(lambda: [].appendd)
report(local)
report(lambda: pritn("x"))
report(lambda: Box().uses_bare_name())
report(lambda: sys.versoin)
report(lambda: completely_different)
