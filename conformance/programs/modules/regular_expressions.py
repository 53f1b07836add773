"""The module re."""
import re

print(re.findall(r"(\w+)=(\d+)", "a=1, b=22"), re.sub(r"(?P<x>\d)", r"<\g<x>>", "a1b2"), re.split(r"[,;]\s*", "a, b;c"))
m = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)", "2024-05-06")
print(m, m.groupdict(), m.span("month"), m.end(), m[1], m.groups(), m.lastgroup, m.lastindex, m.re.groups)
print(re.compile(r"a.c$", re.I | re.M), re.fullmatch("a+", "aaa"), re.fullmatch("a+", "aab"), re.escape("a.b*c"))
print(re.sub("x*", "-", "abxd"), re.subn("a", "b", "aaa", count=2), re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "1 22"))
print([m.start() for m in re.finditer(r"\bfoo\b", "foo food foo")], re.findall(r"^\s*#.*$", "# a\nb\n  # c", re.M))
print(re.match(rb"\d+", b"12a").group(), re.search("b", "\U0001f600b").span(), re.findall(r"[^\W\d]+", "añ1b_"))
print(re.match(r"(a)|(b)", "b").groups(), re.match(r"(a)|(b)", "b").groups("-"), re.search(r"a{,2}b{", "aab{"))
print(re.compile(r"""
    (\d+)  # digits
    \s* [a-z\]\-]""", re.X).match("12 ]").group(), re.split(r"(,)", "a,b"), re.findall(r"a$", "a\na\n"))
print(re.search(r"(?i)HeLLo", "say hello").group(), re.search(r"(?<=\$)\d+", "cost $45").group(), re.search(r"\Aab\Z", "ab"))
print(re.compile("a").flags, re.compile(b"a").flags, re.compile("(?P<n>a)").groupindex, re.compile("b").sub("c", "abab", 1))
for bad in ("(a", "a)", "[a", "*a", r"\q", "(?P<n>a)(?P<n>b)", r"(?P=x)"):
    try:
        re.compile(bad)
    except re.error as e:
        print(type(e).__name__, e, e.pos)

# Flags for a part of a pattern.
for pattern in ["(?i:ab)c", "a(?-i:b)[a-f]", "(?i:[^x-z]é)Z", "(?si-m:.k)", "(?-i:Z)|[^\\W0-9](?i:k)"]:
    for flags in [0, re.I]:
        print(pattern, int(flags), [bool(re.fullmatch(pattern, text, flags)) for text in ["abc", "ABc", "aBC", "abF", "AbF", "yÉZ", "wÉz", "\nK", "Z", "z", "bK"]])
