def convert():
    try:
        return [][0]
    except IndexError:
        raise ValueError("hidden context") from None


convert()
