b = b"hello\x00\xff"
print(b, len(b), b[0], b[1:3], list(b[:3]), b"l" in b, 104 in b, b + b"!", b * 2, b.hex(), bytes.fromhex("00 ff"), bytes(3), bytes([65, 66]), bytes("é", "utf-8"))
print(b.upper(), b.find(b"l"), b.split(b"l"), b.replace(b"l", b"L"), b.startswith(b"he"), b"a,b".split(b","), b"-".join([b"a", b"b"]), b" x ".strip(), b"abc" < b"abd", b"abc".decode(), b"%d %s" % (5, b"x"))
a = bytearray(b"abc")
a[0] = 65
a.append(100)
a.extend(b"ef")
a[1:3] = b"__"
print(a, len(a), a.pop(), a[-1], bytes(a), a == b"A__de", a.decode(), bytearray(2), a + b"!", type(a + b"").__name__)
m = memoryview(a)
m[0] = 90
print(a[:1], m[1:3].tobytes(), len(m), m.tolist()[:2])
m.release()
print(repr(b"it's"), repr(b'"both\' "'), b"\t\n\\", ascii(b"x"), hash(b"a") == hash(b"a"), b"a" == "a")
for wrong in (lambda: b[100], lambda: bytes([256]), lambda: b + "x", lambda: a.append(300), lambda: bytes("x"), lambda: b"x".join(["a"]), lambda: bytes.fromhex("zz"), lambda: "x" in b, lambda: bytes(-1), lambda: hash(bytearray())):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
