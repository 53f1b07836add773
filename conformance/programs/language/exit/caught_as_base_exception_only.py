import sys

try:
    try:
        sys.exit(4)
    except Exception:
        print("never printed")
except BaseException as error:
    print(type(error).__name__, error.code)
try:
    exit(2)
except SystemExit as error:
    print(error.code)
raise SystemExit(True)
