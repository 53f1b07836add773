import atexit
import sys

atexit.register(print, "registered first")
atexit.register(lambda: print("registered second"))
print("body ends")
sys.exit(5)
