name, value, items = "Ann", 3.14159, {"k": [1, 2]}
print(f"{name} {value:.2f} {items['k'][0]} {name!r} {name!s:>5} {name!a}")
print(f"{value:{10}.{3}} {{braces}} {name.upper()} {2 + 3} {(lambda x: x * 2)(4)}")
print(f"{name=} {value = :.1f} {1 + 1 = }")
print(f"nested {f'{name} and {f"{value:.0f}"}'} {'quotes' + "inside"}")
print(f"{'a' if value > 3 else 'b'} {[x for x in range(3)]} {'\n'.join('xy')!r}")
print(f"""multi
{name}
line""", rf"\raw {name}", f"a" "b" f"{1}")
print(f"{1_000_000:,} {255:#x} {255:08b} {-5:+d} {5: d} {0.000123:e} {1e10:g} {0.5:%} {True:d} {65:c}")
print(f"{'left':<8}|{'right':>8}|{'mid':^8}|{'fill':*^10}|{'trunc':.3}|{42:0>5}|{-42:=6}|{-42:06}")
print(f"{1234567.891:,.2f} {1234567:_} {0xFFFF:_x} {123.456:10.1f}| {123.456:<10.1f}|")


class Formatted:
    def __format__(self, spec):
        return f"<{spec}>"

    def __repr__(self):
        return "repr!"


print(f"{Formatted()} {Formatted():abc} {Formatted()!r:>8} {Formatted():{name}}")
for wrong in (lambda: f"{'x':d}", lambda: f"{5:s}", lambda: f"{5:zz}", lambda: f"{[]:5}", lambda: f"{1.5:d}", lambda: f"{5:,s}"):
    try:
        wrong()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print("{} {1}".format.__name__, "{0} {1} {0} {k[x]} {o.real}".format("a", "b", k={"x": 1}, o=5), "{:>5}|{!r}".format("a", "b"))
print("%s %d %5.2f %x %r %% %-5s| %05d %+d %c %e" % ("a", 42, 3.14159, 255, "q", "l", 42, 5, "z", 12345.678))
print("%(name)s is %(age)d" % {"name": "Ann", "age": 30})
