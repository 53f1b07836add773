def inner(value):
    return value["key"]


def outer():
    data = {"other": 1}
    return inner(data)


print("before")
outer()
print("never printed")
