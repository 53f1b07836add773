# A statement at a prompt, of all lengths: what the parser looks at ends where the text ends.
for n in range(40):
    for source in (f"for c in {'f(' * n}0{')' * n}:\n    print(c)\n", f"{'-' * n}1\n", f"if {'-' * n}1:\n    pass\n"):
        compile(source, "file", "single")
try:
    compile("x = 1\ny = 2\n", "file", "single")
except SyntaxError as e:
    print(e.msg)


class Numbers:
    def test(self):
        try:
            (3).real = 1
        except AttributeError as e:
            print(e)


Numbers().test()
