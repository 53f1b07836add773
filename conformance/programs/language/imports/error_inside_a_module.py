try:
    import _broken
except ValueError as error:
    print(error)
import sys

print("_broken" in sys.modules)
import _broken
