# recorder: 3.13
import asyncio
import signal


class Child(asyncio.SubprocessProtocol):
    def __init__(self):
        self.events = []
        self.data = {1: b"", 2: b""}
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.events.append("made")

    def pipe_data_received(self, fd, data):
        self.data[fd] += data

    def pipe_connection_lost(self, fd, exc):
        self.events.append(("lost", fd, exc))

    def process_exited(self):
        self.events.append("exited")

    def connection_lost(self, exc):
        self.events.append("connection lost")
        self.done.set_result(exc)


async def main():
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.subprocess_shell(Child, "cat; echo warning >&2; exit 5")
    print(isinstance(transport, asyncio.SubprocessTransport), transport.get_pid() > 0, transport.get_returncode())
    stdin = transport.get_pipe_transport(0)
    print(isinstance(stdin, asyncio.WriteTransport), transport.get_pipe_transport(7))
    stdin.write(b"hello")
    stdin.close()
    print(await protocol.done, transport.get_returncode(), protocol.data)
    print(protocol.events[0], protocol.events[-1], sorted(map(str, protocol.events)))

    transport, protocol = await loop.subprocess_exec(Child, "sleep", "100", stdin=None, stdout=None, stderr=None)
    print(transport.get_pipe_transport(1), transport.is_closing())
    transport.close()
    print(await protocol.done, transport.get_returncode() == -signal.SIGKILL, protocol.events)


asyncio.run(main())
