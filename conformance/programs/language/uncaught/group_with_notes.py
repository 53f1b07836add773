def collect():
    errors = []
    for text in ("a", "b"):
        try:
            int(text)
        except ValueError as error:
            error.add_note(f"while reading {text!r}\nsecond line")
            errors.append(error)
    errors.append(ExceptionGroup("inner", [TypeError("deep")]))
    raise ExceptionGroup("several", errors)


collect()
