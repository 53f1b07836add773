"""How deep statements may stand in each other, what is too deep to parse, and a backslash at the very end."""


def compiled(source, mode="exec"):
    try:
        compile(source, "<source>", mode)
    except (SyntaxError, MemoryError) as e:
        return e
    return None


def nested(depth, head, first="", indent=0):
    """`head`, a line or two, within itself so often."""
    lines = [first] if first else []
    for level in range(indent, indent + depth):
        lines += [" " * level + line for line in head.split("\n")]
    return "\n".join([*lines, " " * (indent + depth) + "pass"])


kinds = {
    "for": "for x in y:",
    "while": "while x:",
    "with": "with a:",
    "except": "try: pass\nexcept E as e:",
    "except all": "try: pass\nexcept:",
    "except*": "try: pass\nexcept* E:",
}
for kind, head in kinds.items():
    for first in "", "def f():", "def f():\n yield", "async def f():":
        for depth in range(8, 30):
            error = compiled(nested(depth, head, first, 1 if first else 0))
            if error is not None:
                print(kind, repr(first), depth, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
                break

try:
    compile("-" * 100000 + "4", "<source>", "exec")
except MemoryError as e:
    print(e)

for source in "\\", "x \\", "(\\", "f'{a\\", "x \\\n", "x\\y":
    for mode in "eval", "single", "exec":
        error = compiled(source, mode)
        print(repr(source), mode, error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset, repr(error.text))
