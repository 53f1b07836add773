def finally_returns():
    try:
        raise ValueError
    finally:
        return "swallowed"


def nested_finally():
    for i in range(2):
        try:
            try:
                return "value"
            finally:
                if i == 0:
                    continue
        finally:
            print("outer finally", i)


print(finally_returns(), nested_finally())
