import sys

sys.stdout.write("to stdout\n")
sys.stderr.write("to stderr\n")
print("printed to stderr", file=sys.stderr)
print("no newline", end="", flush=True)
print()
print(sys.stdout.write("x\n"))
