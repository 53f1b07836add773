import unicodedata as u
def t(f, *a):
    try: print(repr(f(*a)))
    except BaseException as e: print(type(e).__name__, e)
for f in (u.name, u.category, u.bidirectional, u.combining, u.east_asian_width, u.mirrored, u.decomposition, u.decimal, u.digit, u.numeric):
    for a in ("a", "½", "가", "é", "中", "", "ab", 1, "\x00", "５", "²", "(", "\U000e0100", "\U0010ffff", "\ud800"):
        t(f, a)
    t(f); t(f, "a", None); t(f, "a", "x", 2)
for a in ("LATIN SMALL LETTER A", "latin small letter a", "NULL", "VS17", "HANGUL SYLLABLE GA", "CJK UNIFIED IDEOGRAPH-4E2D", "nothing", 1, "EGYPTIAN HIEROGLYPH-13460"): t(u.lookup, a)
t(u.lookup)
for form in ("NFC", "NFD", "NFKC", "NFKD", "X", 1):
    t(u.normalize, form, "é½ﬁ가"); t(u.is_normalized, form, "é½ﬁ가")
t(u.normalize); t(u.normalize, "NFC"); t(u.normalize, "NFC", 1)
print(u.unidata_version)

print("\N{LF}".__repr__(), "\N{greek small letter alpha}", "\N{BULLET}")
for c in range(0, 0x110000, 1009):
    ch = chr(c)
    print(hex(c), u.name(ch, None), u.category(ch), u.bidirectional(ch), u.combining(ch), u.east_asian_width(ch), u.mirrored(ch), u.decomposition(ch), u.decimal(ch, None), u.digit(ch, None), u.numeric(ch, None))
