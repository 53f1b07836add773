async def child(a, b, *, c):
    print("never printed")


for args, kwargs in (((), {}), ((1,), {"c": 1}), ((1, 2, 3), {"c": 1}), ((1, 2), {}), ((1, 2), {"c": 1, "d": 2})):
    try:
        child(*args, **kwargs)
    except TypeError as error:
        print(error)
