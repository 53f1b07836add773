# recorder: 3.13
def forever(n):
    return forever(n + 1) + 1


try:
    forever(0)
except RecursionError as error:
    print(type(error).__name__, str(error).split(" while")[0])
print("still alive")


class Endless:
    def __repr__(self):
        return repr(self)


try:
    repr(Endless())
except RecursionError:
    print("RecursionError again")
