import warnings


def attempt(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


print(warnings.filters)
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    for i in range(2):
        warnings.warn("x", DeprecationWarning)
print([(str(w.message), w.category.__name__, w.lineno) for w in log])

for action in ("error", "ignore", "always", "default", "module", "once"):
    with warnings.catch_warnings(record=True) as log:
        warnings.resetwarnings()
        warnings.filterwarnings(action, message="same.*", category=UserWarning)
        for i in range(3):
            attempt(warnings.warn, "same as ever")
        attempt(warnings.warn, "different")
    print(action, [str(w.message) for w in log])

attempt(warnings.warn, "x", int)
attempt(warnings.warn, "x", "y")
attempt(warnings.filterwarnings, "maybe")
attempt(warnings.simplefilter, "error", lineno=-1)
print(warnings.formatwarning("m", UserWarning, "f.py", 3, "the line"))

with warnings.catch_warnings():
    warnings.filters.insert(0, ("zip", None, UserWarning, None, 0))
    attempt(warnings.warn, "z")

with warnings.catch_warnings(action="error", category=RuntimeWarning):
    attempt(warnings.warn, "raised", RuntimeWarning)

with warnings.catch_warnings(record=True, action="once") as log:
    for i in range(3):
        warnings.warn("once")
    warnings.warn("another", DeprecationWarning)
print([str(w.message) for w in log])

warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: print(
    "shown:", message, category.__name__, lineno
)
warnings.warn("own way")
