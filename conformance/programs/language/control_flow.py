for i in range(10):
    if i == 2:
        continue
    if i == 4:
        break
    print(i, end=" ")
else:
    print("never printed")
for _ in ():
    pass
else:
    print("else of an empty loop")
n = 0
while n < 3:
    n += 1
    if n == 2:
        continue
    print("while", n)
else:
    print("else of while")
while True:
    break
else:
    print("never printed")
print(1 if [] else 2, 0 or "or", 1 and "and", [] and 1, None or 0 or "", not 1, "a" or 1 / 0)
print(1 < 2 < 3, 3 > 2 > 2, 1 == 1 != 2, "a" in "ab" in ["ab"])


def calls(value):
    print("call", value, end="; ")
    return value


print(calls(1) < calls(3) < calls(2) < calls(9))
print(calls(0) and calls(1), calls(1) or calls(0))
if (n := 10) > 5 and n < 20:
    print("walrus", n)
for i in [1, 2, 3]:
    for j in "ab":
        if j == "b":
            break
    else:
        print("never printed")
print(i, j)
pass
...
lambda: (yield)
x: int = 5
y: str
print(x, "y" in globals())
