s = "  Hello, World  "
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), s.strip().lower(), s.upper().strip(), s.strip().swapcase())
s = "the quick brown fox"
print(s.split(), s.split("q"), s.split(maxsplit=1), s.rsplit(" ", 1), "a,b,,c".split(","), "".split(), "".split(","))
print(s.title(), s.capitalize(), s.replace("o", "0"), s.replace("o", "0", 1), s.find("q"), s.rfind("o"), s.find("zz"), s.count("o"))
print(s.startswith("the"), s.startswith(("x", "t")), s.endswith("fox"), s.index("brown"), s.partition(" "), s.rpartition(" "), s.partition("zz"))
print("-".join(["a", "b"]), "a".join(""), "x".center(5, "*"), "x".ljust(3) + "|", "x".rjust(3), "42".zfill(5), "-42".zfill(5))
print("abc".isalpha(), "12".isdigit(), "a1".isalnum(), " ".isspace(), "Ab".istitle(), "AB".isupper(), "ab".islower(), "a_1".isidentifier(), "½".isnumeric(), "²".isdigit())
print("a\nb\r\nc".splitlines(), "a\nb".splitlines(True), "a\tb".expandtabs(4), "abc".translate({97: "x", 98: None}), str.maketrans("ab", "xy"))
print("prefix-body".removeprefix("prefix-"), "body.py".removesuffix(".py"), "ß".upper(), "İ".lower(), "ǆ".title(), "straße".casefold())
print("abc"[1], "abc"[-1], "abc"[::-1], "abcdef"[1:5:2], "abc" * 2, "b" in "abc", "abc" < "abd", len("añ😀"), "a😀b"[1], "a😀b"[::-1])
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\n\t\\\x00\x7f\xa0é😀\ud800"), ascii("é😀"))
print(ord("😀"), chr(128512), "\N{GREEK SMALL LETTER ALPHA}", "\x41\u0042\U00000043\101", r"\n", "a" "b")
print("Ünïcödé".encode(), "é".encode("latin-1"), b"\xc3\xa9".decode(), "é".encode("ascii", "replace"), "é".encode("ascii", "ignore"), "é".encode("ascii", "backslashreplace"))
for wrong in (lambda: "abc"[5], lambda: s["x"], lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * "b", lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "a" in 5, lambda: 5 in "a", lambda: "abc".center()):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
print(sorted("hello"), max("abc"), list(enumerate("ab", 1)), "a".__eq__(5), "%s" % (1,), str(b"x"), str(None), str())
