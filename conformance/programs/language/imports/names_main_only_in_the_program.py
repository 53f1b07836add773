import _shapes


def main():
    print("main runs as", __name__)


if __name__ == "__main__":
    main()
if _shapes.__name__ != "__main__":
    print("the module is", _shapes.__name__)
