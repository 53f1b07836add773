# Tracebacks show the lines that a program has put into `linecache`, and types with the modules that C gave them.
import collections
import itertools
import linecache
import traceback

text = "def half(n):\n    return n / 0\nhalf(4)\n"
linecache.cache["<made>"] = len(text), None, text.splitlines(keepends=True), "<made>"
print(linecache.getline("<made>", 2), end="")
try:
    exec(compile(text, "<made>", "exec"), {})
except ZeroDivisionError as error:
    print("".join(traceback.format_exception(error)).partition("File \"<made>\"")[2])
linecache.clearcache()
print(linecache.getlines("<made>"))

for value in [collections.deque(), itertools.count(), collections.OrderedDict(), iter([])]:
    for attempt in (lambda: value.nothing, lambda: value + 1, lambda: value(), lambda: len(value), lambda: value[1.5]):
        try:
            attempt()
        except (TypeError, AttributeError) as error:
            print(error)
