import sys


def leave():
    sys.exit()


try:
    leave()
except SystemExit as exit:
    print(repr(exit), exit.code)
raise SystemExit
