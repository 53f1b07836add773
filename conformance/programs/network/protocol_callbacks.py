# recorder: 3.13
import asyncio


class Talker(asyncio.Protocol):
    def __init__(self, name, lost):
        self.name, self.lost = name, lost

    def connection_made(self, transport):
        self.transport = transport
        print(self.name, "made", transport.get_protocol() is self, isinstance(transport, asyncio.Transport))
        print(self.name, transport.get_extra_info("peername")[0], transport.get_extra_info("nothing", "default"))
        if self.name == "client":
            transport.write(b"hello")

    def data_received(self, data):
        print(self.name, "received", data)
        if data == b"fail":
            raise ValueError("of data_received")
        self.transport.write(b"fail" if self.name == "server" else b"bye")
        if self.name == "client":
            self.transport.close()

    def eof_received(self):
        print(self.name, "eof")

    def connection_lost(self, exc):
        print(self.name, "lost", repr(exc))
        self.lost.set_result(None)


class Duck:
    """Not derived from any protocol class."""

    def __init__(self, lost):
        self.lost = lost

    def connection_made(self, transport):
        transport.write(b"hello")

    def data_received(self, data):
        print("duck", data)
        raise ZeroDivisionError

    def connection_lost(self, exc):
        print("duck lost", repr(exc))
        self.lost.set_result(None)


def report(loop, context):
    print({key: repr(value) if key == "exception" else value for key, value in context.items() if key in ("message", "exception")})
    print(sorted(context))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(report)
    for make in (Talker, Duck):
        ended = loop.create_future()
        other = loop.create_future()
        server = await loop.create_server(lambda: Talker("server", ended), "127.0.0.1", 0)
        address = server.sockets[0].getsockname()
        arguments = ("client", other) if make is Talker else (other,)
        transport, protocol = await loop.create_connection(lambda: make(*arguments), *address)
        print(type(protocol).__name__, transport.get_protocol() is protocol)
        await asyncio.gather(ended, other)
        print(transport.is_closing())
        server.close()
        await server.wait_closed()


asyncio.run(main())
