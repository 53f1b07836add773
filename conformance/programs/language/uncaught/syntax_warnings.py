x = 5
try:
    [1, 2]["key"]
except TypeError as error:
    print(error)
print(x is 5, "a" is not x)
assert (x, "always true")
print("\d")
try:
    (1, 2)(3)
except TypeError as error:
    print(error)
