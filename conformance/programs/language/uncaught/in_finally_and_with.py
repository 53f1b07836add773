class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        raise OSError("in exit")


def run():
    with Manager() as m:
        raise ValueError("in body")


run()
