# recorder: 3.13
"""Paths: text, bytes, objects with __fspath__; what errors show of them; positions in text files."""
import io, os, pathlib, tempfile, shutil

class Place:
    def __init__(self, path): self.path = path
    def __fspath__(self): return self.path

folder = tempfile.mkdtemp()
def short(x): return repr(x).replace(folder, "FOLDER")
for p in ("missing", b"missing", pathlib.Path("missing"), Place("missing"), Place(b"missing")):
    full = os.path.join(folder.encode() if isinstance(os.fspath(p), bytes) else folder, os.fspath(p))
    full = type(p)(full)
    for act in (open, os.listdir, os.stat, os.remove, os.rmdir, os.scandir, os.readlink, lambda f: os.rename(f, f), lambda f: os.chmod(f, 0), lambda f: os.utime(f), lambda f: os.truncate(f, 1)):
        try: act(full); print("no error")
        except OSError as e: print(type(e).__name__, short(e), short(e.filename), short(e.filename2))
    print(os.path.exists(full), os.path.isdir(full), short(os.fspath(full)))
for p in (None, 1.5, Place(3), Place(None), "a\0b", b"a\0b", ["x"]):
    for act in (open, os.stat, os.listdir, os.mkdir, os.fspath, os.path.exists, os.path.join, os.rename):
        try: print(act.__name__, act(p) if act is not os.listdir or p is not None else "listed", end="; ")
        except (TypeError, ValueError, OSError) as e: print(act.__name__, type(e).__name__, e, end="; ")
    print()
b = folder.encode()
os.mkdir(os.path.join(b, b"sub")); open(os.path.join(b, b"f.txt"), "w").close()
print(sorted(os.listdir(b)), sorted(os.listdir(folder)), sorted(e.name for e in os.scandir(b)), sorted(e.path.replace(b, b"") for e in os.scandir(b)))
print([(t.replace(b, b""), d, f) for t, d, f in os.walk(b)])
print(os.path.getsize(os.path.join(b, b"f.txt")), os.path.isfile(b + b"/f.txt"))
for name in (folder + "/f.txt", pathlib.Path(folder) / "f.txt", (folder + "/f.txt").encode()):
    with open(name, "w", encoding="utf-8") as f: print(short(f.name), f.write("é☃\nnext\n"), f.tell())
    with open(name, encoding="utf-8") as f:
        print(short(f), f.encoding)
        print(repr(f.readline()), f.tell(), repr(f.read(2)), f.tell(), f.seek(0), repr(f.read(1)), f.tell(), repr(f.read()), f.tell())
        f.seek(6); print(repr(f.readline()), f.seek(0, 2), repr(f.read()))
    with open(name) as f: print(repr(f.read(1)))
    with open(name, "a+", encoding="utf-8") as f: print(f.tell(), f.write("ü"), f.tell(), f.seek(0), repr(f.read()), f.tell())
with open(folder + "/c.txt", "w", newline="") as f: f.write("a\r\nb\rc\n")
with open(folder + "/c.txt") as f: print([f.readline() for _ in range(4)], f.newlines, f.tell())
with open(folder + "/c.txt", newline="") as f: print(f.readlines(), f.newlines)
with open(folder + "/c.txt") as f:
    for line in f:
        try: f.tell()
        except OSError as e: print(type(e).__name__, e)
        break
with open(folder + "/w.txt", "w+") as f:
    f.write("hello world"); f.seek(6); f.write("W"); f.seek(0); print(f.read()); f.seek(0); f.truncate(5); print(f.read())
shutil.rmtree(b); print(os.path.exists(folder))
