class Box:
    value = None


box = Box()
box.value = [1, 2, 3]


def attempt(function):
    import sys

    try:
        function()
    except Exception:
        sys.excepthook(*sys.exc_info())


attempt(lambda: box.value[1] + box.value["x"])
attempt(lambda: 1 + (2 / 0) * 3)
attempt(lambda: box.value.missing.other)
attempt(lambda: max(1, undefined_name, 3))
attempt(lambda: print(len(5), "text"))
attempt(lambda: [n for n in range(3) if n / 0])
attempt(lambda: box.value[0][1])
attempt(lambda: -"text")
attempt(lambda: "a" < 1)
attempt(lambda: (box
    .value
    .missing))
