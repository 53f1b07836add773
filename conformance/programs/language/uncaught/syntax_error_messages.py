for source in (
    "x = = 1", "if x = 1: pass", "print 'x'", "def f(a, a): pass", "def f(a=1, b): pass", "f(a=1, 2)", "f(**a, *b)", "f(a=1, a=2)",
    "break", "continue", "x = 5 5", "(a, b", "a)", "{1: 2", "'abc", "'''abc", "class C\n    pass", "else: pass", "try: pass", "import", "from x import",
    "1 = x", "None = 1", "f() += 1", "del f()", "a + 1 = 2", "[a, 1] = x", "x: int: str", "lambda: = 1", "global x; x = 1; global x", "def f():\n    x = 1\n    global x",
    "yield 1", "return", "await x", "async def f():\n    [x async for x in y", "f'{x'", "f'{}'", "f'{a b}'", "f'{x!z}'", "0777", "1__0", "1_", "0xg", "5a", "a ? b", "a $ b", "'\\x1'", "b'é'",
    "for x in y pass", "while True pass", "with x as 1: pass", "x = (yield)", "def f(*): pass", "def f(*, **k): pass", "def f(/): pass", "match x:\n    case 1 | y: pass", "match x:\n    case a, a: pass", "except: pass",
    "try:\n    pass\nexcept:\n    pass\nexcept ValueError:\n    pass", "a, b += 1", "(x for x in y, 1)", "f(x for x in y, 1)", "not = 1", "x = not", "assert", "raise from x", "*a", "print(*)", "a.1", "a..b", "if True:\npass", "  x = 1", "x = 1\n  y = 2", "def f(x): nonlocal x", "class C:\n    return 1", "nonlocal x", "import a.b as c.d", "from . import *; from x import (a, b", "x = [i for i in range(3)", "{**a, b}", "{a: 1, b}", "True = 1", "def None(): pass", "(a := 1) = 2", "a := 1", "x if y", "elif x: pass", "\tif x:\n        pass",
):
    try:
        compile(source, "<test>", "exec")
        print("fine:", source)
    except SyntaxError as error:
        print(f"{source!r}: {type(error).__name__}: {error.msg} ({error.lineno}:{error.offset}-{error.end_lineno}:{error.end_offset})")
