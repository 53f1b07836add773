# recorder: 3.13
import asyncio
from asyncio.subprocess import PIPE


async def attempt(*args, **kwargs):
    try:
        await asyncio.create_subprocess_exec(*args, **kwargs)
    except Exception as e:
        print(type(e).__name__, e, getattr(e, "filename", None))


async def main():
    await attempt("/no/such/program")
    await attempt("no-such-program-at-all")
    await attempt("/tmp")
    await attempt("true", cwd="/no/such/folder")
    await attempt("true", text=True)
    await attempt("true", universal_newlines=True)
    await attempt("true", encoding="utf-8")
    await attempt("true", bufsize=1)
    await attempt("true", shell=True)
    await attempt("true", nonsense=True)
    await attempt("echo", 1)
    try:
        await asyncio.create_subprocess_shell(["true"])
    except ValueError as e:
        print(repr(e))
    process = await asyncio.create_subprocess_shell("no-such-command-at-all", stderr=PIPE)
    _, error = await process.communicate()
    print(b"not found" in error, process.returncode)


asyncio.run(main())
