# Where groups are made and raised again by except*: the lines of their tracebacks.
def lines(e):
    tb=e.__traceback__; out=[]
    while tb: out.append(tb.tb_lineno); tb=tb.tb_next
    return out
def f(n):
    try:
        if n == 0:
            raise ValueError("v")
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* KeyError as e:
        print("K", lines(e), [lines(x) for x in e.exceptions])
    except* ValueError as e:
        print("V", lines(e), [lines(x) for x in e.exceptions], repr(e))
    finally:
        print("end")
f(0)
f(1)
def g(n):
    try:
        if n==0: raise ValueError("v")
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError as e:
        raise TypeError("t")
for n in (0,1):
    try: g(n)
    except BaseException as e: print(repr(e), lines(e), [lines(x) for x in e.exceptions])
import traceback
try: g(1)
except BaseException as e: traceback.print_exc()
