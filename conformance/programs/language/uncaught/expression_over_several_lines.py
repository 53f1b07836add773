def call(*args):
    raise ValueError(args)


result = call(
    1,
    2,
    three=3,
) if False else call(
    1,
    [
        2,
    ],
)
