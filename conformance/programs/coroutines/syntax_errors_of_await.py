for source in (
    "await x",
    "def f(): await x",
    "lambda: await x",
    "def f(): [await x for x in y]",
    "def f(): async with a: pass",
    "def f(): async for a in b: pass",
    "async def f(): yield from x",
    "async def f():\n    yield 1\n    return 2",
    "async def f(): await",
    "async = 1",
    "async def f(): await = 1",
    "class C: await x",
    "async with a: pass",
    "[x async for x in y]",
    "async def f(): x = yield = 1",
):
    try:
        compile(source, "<test>", "exec")
        print("fine:", source)
    except SyntaxError as error:
        print(f"{error.msg} ({error.lineno}:{error.offset})")
