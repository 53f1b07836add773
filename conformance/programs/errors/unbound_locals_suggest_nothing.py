"""No name is suggested for a local variable that has no value yet."""
def f():
    value = 1
    print(values)
    if 0: values = 2
try: f()
except NameError as e: print(type(e).__name__, e.name)
try: valu
except NameError as e: print(type(e).__name__, e.name)
f()
