import asyncio
import warnings


def old():
    warnings.warn("old", DeprecationWarning, stacklevel=2)


old()
old()
for i in range(2):
    old()
warnings.warn("by default a UserWarning")
warnings.warn(UserWarning("an exception", 2))
warnings.warn("too far out", stacklevel=50)
warnings.warn_explicit("elsewhere", UserWarning, "other.py", 12)
print(__warningregistry__)


async def inner():
    warnings.warn("awaited", RuntimeWarning, stacklevel=1)


async def outer():
    await inner()
    await asyncio.gather(inner(), inner())


asyncio.run(outer())


class Thing:
    def method(self):
        return [old() for _ in range(2)]


Thing().method()


@warnings.deprecated("use something else")
def deprecated():
    return 1


print(deprecated())
