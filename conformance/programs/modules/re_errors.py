# What CPython says of wrong patterns, replacements and arguments, and of patterns that may mean something else one day.
import re
import warnings

warnings.simplefilter("always")

PATTERNS = r"""
(?i-|(?-|(?-i|(?-z:a)|(?-:a)|(?i-i:a)|(?z)|(?i|(?i%|(?-a:b)|(?au:b)|(?L:a)|\400|[\400]|\9|a**|(?:a*)*|a{2}{3}|^*|\b+
(?(0)a)|(?(x)a)|(?(1)a)|[a-\d]|[z-a]|[a--b]|\x1|\u12|\U00110000|\N{foo}|\N|\N{|(?P<a|(?P<1>a)|(?P=a|(?P=a)|(?Pz|(?<a|(?
(|)|a)b|(a\1)|(?<=(a)\1)|(?<=a*)b|(?<=a\1)|[|[a|\q|a(?i)b|(?(1|(?(a1b2?)x)|{|x{,}|x{1,0}|(?#a|x{5000000000}
(?P<a>x)(?P<a>y)|(?P<>x)|(?a)(?u)b|(?P<aé>b)(?(z)|[[a]|[a~~b]|[a&&b]|(?i:a)*|(?:)*|(?=a)*|(a)(?<=\1)b|x{2,1}?
"""


def report(call, *args, **kwargs):
    try:
        print(*args, "->", call(*args, **kwargs))
    except Exception as error:
        print(*args, "->", type(error).__name__, error)


for pattern in PATTERNS.strip().replace("\n", "|").split("|"):
    report(re.compile, pattern)
report(re.compile, "(?(1)a|b|c)")
report(re.compile, "a|*")
report(re.compile, "a\n(")
report(re.compile, "[a||b]")
report(re.compile, b"(?P<\xc2>x)")
report(re.compile, b"(?u:x)")
report(re.compile, "a", re.L)
report(re.compile, b"a", re.U)
report(re.compile, "a", "i")
report(re.compile, re.compile("a"), re.I)
for template in [r"\3", r"\g<z>", r"\g<1", r"\q", r"\g", r"\g<>", r"\g<a b>", r"\400", "\\", r"\g<9>", r"\07\101"]:
    report(re.sub, "(?P<a>x)", template, "x")
report(re.sub, "a", "b", "aaa", 1)
report(re.sub, "a", "b", "aaa", 1, 0, 3)
report(re.sub, "a", "b", "aaa", 1, count=1)
report(re.split, "a", "bab", 1)
report(re.split, "a", "bab", 1, maxsplit=0)
report(re.compile(".").sub, b"b", "c")
report(re.compile(b".").sub, "b", b"c")
report(re.compile(".").sub, 3, "c")
report(re.compile(".").sub, int, "3")
report(re.match, "a", 3)
report(re.match, "a", b"a")
report(re.compile, 3)
report(re.match("(a)", "a").group, 2)
report(re.match("(a)", "a").group, "z")
report(re.escape, 3)
report(re.Pattern)
try:
    re.compile("ab\nc(")
except re.error as error:
    print(error.msg, repr(error.pattern), error.pos, error.lineno, error.colno, error.args)
