# recorder: 3.13
# What a transport tells of its child looks as subprocess.Popen does; what was written without a newline arrives at the end.

import asyncio
import sys


class Protocol(asyncio.SubprocessProtocol):
    def __init__(self):
        self.closed = asyncio.get_running_loop().create_future()
        self.heard = []

    def pipe_data_received(self, fd, data):
        self.heard.append((fd, data))

    def connection_lost(self, exc):
        self.closed.set_result(exc)


async def main():
    loop = asyncio.get_running_loop()
    code = "import sys; sys.stdout.write('out'); sys.stderr.write('err')"
    transport, protocol = await loop.subprocess_exec(Protocol, sys.executable, "-c", code, stdin=None)
    child = transport.get_extra_info("subprocess")
    print(type(child).__name__, child.pid == transport.get_pid(), child.args[1:], child.stdin)
    print(await protocol.closed, sorted(protocol.heard))
    print(child.poll(), child.returncode, transport.get_extra_info("nothing"), transport.get_extra_info("pipe", 1))
    child.kill()

    transport, protocol = await loop.subprocess_shell(Protocol, "exec sleep 30")
    child = transport.get_extra_info("subprocess")
    print(child.poll(), child.returncode, child)
    child.terminate()
    await protocol.closed
    print(child.poll(), child is transport.get_extra_info("subprocess"), child)


asyncio.run(main())
