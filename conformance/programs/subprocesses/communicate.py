# recorder: 3.13
import asyncio
from asyncio.subprocess import DEVNULL, PIPE, STDOUT


async def main():
    process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    print(process.returncode, process.stderr, await process.communicate(b"to and fro"), process.returncode)

    process = await asyncio.create_subprocess_shell("echo out; echo err >&2; exit 3", stdout=PIPE, stderr=PIPE)
    print(await process.communicate(), process.returncode, await process.wait())

    process = await asyncio.create_subprocess_exec("sh", "-c", "echo out; echo err >&2", stdout=PIPE, stderr=STDOUT)
    print(await process.communicate(), process.stderr)

    process = await asyncio.create_subprocess_exec("sh", "-c", "echo lost; cat; exit 1", stdin=DEVNULL, stdout=DEVNULL)
    print(process.stdin, process.stdout, await process.wait())

    data = bytes(range(256)) * 8000
    process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    output, _ = await process.communicate(data)
    print(output == data)

    # It does not read what it is given.
    process = await asyncio.create_subprocess_exec("true", stdin=PIPE, stdout=PIPE)
    print(await process.communicate(data), process.returncode)

    process = await asyncio.create_subprocess_shell("echo $GREETING; pwd", stdout=PIPE, env={"GREETING": "hi"}, cwd="/")
    print(await process.communicate())

    processes = [await asyncio.create_subprocess_shell(f"sleep 0.0{i}; echo {i}", stdout=PIPE) for i in (3, 1, 2)]
    print(await asyncio.gather(*(each.communicate() for each in processes)))


asyncio.run(main())
