# recorder: 3.13
"""Binary files and streams in memory: modes, buffers, lines, positions, what is not possible; files that nobody closes."""
import io
import os
import tempfile

folder = tempfile.mkdtemp()
name = os.path.join(folder, "data")


def shown(act):
    try:
        return act()
    except (OSError, ValueError, TypeError) as e:
        return f"{type(e).__name__}: {str(e).replace(folder, 'FOLDER')}"


for mode in ("wb", "rb", "ab", "r+b", "w+b", "xb", "rb+", "zz", "rw", "rbt", "", "r"):
    with io.BytesIO() as missing:
        f = shown(lambda: open(name, mode))
        if isinstance(f, str):
            print(mode, f)
            continue
    with f:
        print(mode, type(f).__name__, f.mode, f.readable(), f.writable(), f.seekable(), f.tell(), f.closed)
        print("  ", shown(lambda: f.write(b"abc\ndef\n")), shown(lambda: f.read(2)), shown(lambda: f.tell()))
    print("  ", shown(lambda: f.read()), shown(lambda: f.write(b"")), shown(lambda: f.seek(0)), f.closed)
with open(name, "wb") as f:
    f.write(b"one\ntwo\r\nthree")
    f.write(memoryview(b"!?"))
    print(f.tell(), f.flush(), os.path.getsize(name))
with open(name, "rb") as f:
    print(f.readline(), f.readline(2), f.peek(3)[:3], f.read(3), f.tell(), f.read1(4), f.readlines(), f.read(), f.readline())
    print(f.seek(-3, 2), f.read(), f.seek(2), f.seek(2, 1), f.read(1), shown(lambda: f.seek(-1)))
    buffer = bytearray(6)
    print(f.seek(0), f.readinto(buffer), buffer, list(f), f.fileno() > 2, f.isatty())
with open(name, "r+b") as f:
    print(f.read(4), f.write(b"TWO"), f.read(3), f.seek(0), f.read(), f.truncate(5), f.seek(0), f.read())
with open(name, "ab+") as f:
    print(f.tell(), f.seek(0), f.read(2), f.write(b"end"), f.seek(0), f.read())
with open(name, "wb", buffering=0) as f:
    f.write(b"at once")
    print(os.path.getsize(name))
with open(name, "w+", encoding="utf-8", newline="\r\n") as f:
    print(f.write("a\nb\n"), f.tell(), f.seek(0), repr(f.read()), f.newlines, shown(lambda: f.seek(1, 1)), shown(lambda: f.seek(-1)))
with open(name, "w", encoding="utf-16") as f:
    f.write("é\n☃")
print(open(name, "rb").read(), repr(open(name, encoding="utf-16").read()), shown(lambda: open(name, encoding="utf-8").read()))
with open(name, "w", encoding="ascii", errors="backslashreplace") as f:
    print(f.write("é☃😀"), shown(lambda: f.read()))
print(open(name).read(), shown(lambda: open(name, newline="x")), shown(lambda: open(folder)))
with open(name, "w", encoding="utf-8") as f:
    f.write("😀" * 30_000 + "\n" + "x" * 70_000 + "\nlast")
with open(name, encoding="utf-8") as f:
    lines = f.readlines()
    print([len(line) for line in lines], f.seek(0), len(f.read(10)), f.tell(), len(f.readline()), f.tell(), f.readlines(1)[0][:3])
open(name, "w").write("nobody closes it")
print(open(name).read(), os.path.getsize(name))
memory = io.BytesIO(b"0123")
print(memory.read(2), memory.write(b"xyz"), memory.getvalue(), memory.tell(), memory.seek(8), memory.write(b"!"), memory.getvalue())
print(memory.truncate(3), memory.getvalue(), memory.seek(0), memory.readline(2), shown(lambda: memory.seek(-1)), memory.readlines())
text = io.StringIO("a\nbc\n")
print(text.readline(), text.tell(), text.write("Z"), text.getvalue(), text.seek(0, 2), shown(lambda: text.seek(1, 1)), text.seek(0), list(text))
wrapped = io.TextIOWrapper(io.BytesIO("é\r\nb".encode()), encoding="utf-8")
print(repr(wrapped.readline()), wrapped.tell(), repr(wrapped.read()), wrapped.newlines, wrapped.buffer.getvalue())
last = open(os.path.join(folder, "last"), "w")
last.write("written at the end")
