def order(how):
    log = []
    try:
        for i in range(3):
            try:
                log.append(f"try{i}")
                if how == "break" and i == 1:
                    break
                if how == "continue":
                    continue
                if how == "return":
                    return log
                if how == "raise":
                    raise ValueError("inside")
            except ValueError as error:
                log.append(f"except {error}")
                if i == 1:
                    raise KeyError("from the handler")
            else:
                log.append("else")
            finally:
                log.append(f"finally{i}")
        else:
            log.append("loop else")
    except KeyError as error:
        log.append(f"outer {error} during {error.__context__!r}")
    finally:
        log.append("end")
    return log


for how in ("normal", "break", "continue", "return", "raise"):
    print(how, order(how))


try:
    error = "kept"
    raise ValueError("x")
except ValueError as error:
    pass
try:
    error
except NameError as problem:
    print(problem)
