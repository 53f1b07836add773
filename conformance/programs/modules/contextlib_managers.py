"""contextmanager, ExitStack, suppress, closing, nullcontext and their asynchronous kin."""
import asyncio
import contextlib
import io


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as e:
        print("caught", e)
    finally:
        print(f"</{name}>")


with tag("a") as t:
    print(t)
with tag("b"):
    raise ValueError("inside")


@tag("deco")
def decorated():
    print("body")


decorated()
with contextlib.suppress(KeyError):
    {}["x"]
with contextlib.ExitStack() as stack:
    for n in "xy":
        stack.enter_context(tag(n))
    stack.callback(print, "callback", 1)
    print("in stack")
with contextlib.nullcontext(5) as five:
    print(five)
out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("hidden")
print(repr(out.getvalue()))


class Closable:
    def close(self):
        print("closed")


with contextlib.closing(Closable()):
    pass


@contextlib.contextmanager
def broken():
    if False:
        yield


try:
    with broken():
        pass
except RuntimeError as e:
    print(e)


@contextlib.asynccontextmanager
async def atag(name):
    print(f"async <{name}>")
    await asyncio.sleep(0)
    try:
        yield name
    finally:
        await asyncio.sleep(0)
        print(f"async </{name}>")


async def main():
    async with atag("m") as m:
        print(m)
    async with contextlib.AsyncExitStack() as stack:
        print(await stack.enter_async_context(atag("n")))
        stack.enter_context(tag("sync"))
        stack.push_async_callback(asyncio.sleep, 0)

    class Source:
        async def aclose(self):
            print("aclosed")

    async with contextlib.aclosing(Source()):
        pass
    try:
        async with atag("err"):
            raise KeyError("k")
    except KeyError as e:
        print("out", e)


asyncio.run(main())
