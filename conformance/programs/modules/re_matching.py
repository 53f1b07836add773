# What JavaScript's regular expressions would find otherwise; flags, scanners, code points and bytes.
import re

CASES = [
    ("(a*)*", "aa"),
    ("(?:|a)*", "aa"),
    ("(?:a|)*?b", "aab"),
    ("(?:(a)|b)*", "ab"),
    ("(?:(a)|(b))+", "ba"),
    (r"(a)?b\1", "b"),
    ("(a+)+?b", "aaab"),
    ("(?>a+)ab", "aaab"),
    ("a++b", "aaab"),
    ("a{1,2}+a", "aaa"),
    ("(a)?(?(1)b|c)", "ab"),
    ("(a)?(?(1)b|c)", "c"),
    ("(?P<q>['\"])?x(?(q)(?P=q))", "'x'"),
    ("(?i)straße", "STRASSE"),
    ("(?i)K", "\u212a"),
    ("(?ai)k", "\u212a"),
    ("(?i)[^x]+", "aXb"),
    ("(?i:a)b", "AB"),
    ("(?i:a)b", "Ab"),
    (r"(?i)(a)\1", "aA"),
    (r"\w+", "héllo_wörld1"),
    (r"(?a)\w+", "héllo"),
    (r"\d+", "١٢3"),
    ("(?<=(a))b", "ab"),
    ("(?<!a)b", "ab b"),
    ("(.)(.)(?P<n>.)", "abc"),
    (r"(\w)(?=(\d))", "a1"),
    ("(a(b)?)+", "aba"),
    ("😀(.)", "x😀y"),
    ("(?s).", "\n"),
    ("^b$", "a\nb\n"),
    ("(?m)^b$", "a\nb\n"),
    ("(?x) a b # c\n c", "abc"),
    ("(a|ab)(c|bcd)(d*)", "abcd"),
    ("(a())", "a"),
    (r"^\s*(?:(\w+)\s*,?\s*)*$", " a, b ,c"),
    ("[]-a]+", "]^a-"),
    (r"[^\W\d]+", "ab1"),
    ("(?:a{2}){2}", "aaaaa"),
    ("x{,2}", "xxx"),
    ("{a}", "{a}"),
]

for pattern, text in CASES:
    for how in (re.match, re.search, re.fullmatch):
        found = how(pattern, text)
        shown = found and (found.span(), found.groups(), found.regs, found.lastindex, found.lastgroup)
        print(repr(pattern), repr(text), how.__name__, shown)

print(re.findall(r"\b|\w+", "ab cd"), re.findall("a*?|b", "aab"), re.sub("x*", "-", "abxd"))
print(re.split(r"(,)|\s*", "a, b"), re.sub(r"(?P<x>a)(b)?", r"[\g<x>\2\n\101]", "abaa"))
print([match.span() for match in re.finditer("", "a😀b")], re.search("b", "a😀b").span())
print(re.compile("b").search("a😀bb", 3), re.compile("^b").search("ab", 1), re.compile("a$").search("ab", 0, 1))
long = "x" * 5000 + "😀" + "y" * 5000
print([match.start() for match in re.finditer("y{1000}", long)], re.compile("😀").search(long, 10).span())

scanner = re.Scanner([(r"\d+", lambda self, text: int(text)), (r"\s+", None), (r"\w+", lambda self, text: text)])
print(scanner.scan("12 abc 3 !x"))
walk = re.compile("a|b").scanner("abxa")
print(walk.match(), walk.match(), walk.match(), walk.search())

print(re.match(b"(a.)", b"a\xffb").groups(), re.sub(b"a", rb"\g<0>!", bytearray(b"xa")), re.escape("a.b*c\n"))
print(re.findall(rb"\w", memoryview(b"a\xe9b")), re.search("(?i)É".encode("latin-1"), b"\xe9"))
print(re.I, repr(re.I | re.M), re.RegexFlag.I, ~re.I, int(re.A), re.RegexFlag(10))
print(re.compile("a", re.I | re.X), re.compile(b"a"), re.compile("a", re.A), re.compile("(?m)a").flags)
print(re.compile("a") == re.compile("a"), re.compile("a") == re.compile("a", re.I), re.error is re.PatternError)
print(isinstance(re.I, int), re.compile("(?P<a>.)(?P<b>.)").groupindex, re.match("(?P<a>.)(?P<b>.)?", "x").groupdict())
