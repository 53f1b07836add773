# recorder: 3.13
import asyncio
from asyncio.subprocess import PIPE


async def main():
    process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE, limit=100)
    print(isinstance(process.stdin, asyncio.StreamWriter), isinstance(process.stdout, asyncio.StreamReader))
    for line in (b"one\n", b"two\n"):
        process.stdin.write(line)
        await process.stdin.drain()
        print(await process.stdout.readline())
    process.stdin.write(b"x" * 300 + b"\n")
    try:
        await process.stdout.readline()
    except ValueError as e:
        print(repr(e))
    process.stdin.write_eof()
    await process.stdin.wait_closed()
    print(process.stdin.is_closing(), len(await process.stdout.read()) < 301, await process.wait())

    process = await asyncio.create_subprocess_shell("for i in 1 2 3; do echo line $i; done", stdout=PIPE)
    print([line async for line in process.stdout], await process.wait())

    # The reader holds the child back.
    process = await asyncio.create_subprocess_shell("head -c 3000000 /dev/zero", stdout=PIPE)
    await asyncio.sleep(0.05)
    total = 0
    while chunk := await process.stdout.read(50_000):
        total += len(chunk)
    print(total, await process.wait())


asyncio.run(main())
