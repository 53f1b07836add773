# recorder: 3.13
import asyncio


class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        print("server got", data, addr[0])
        self.transport.sendto(data[::-1], addr)


class Client(asyncio.DatagramProtocol):
    def __init__(self):
        self.answers = asyncio.Queue()
        self.lost = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        print("made", isinstance(transport, asyncio.DatagramTransport))

    def datagram_received(self, data, addr):
        self.answers.put_nowait(data)

    def error_received(self, exc):
        self.answers.put_nowait(exc)

    def connection_lost(self, exc):
        self.lost.set_result(exc)


async def main():
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(Echo, local_addr=("127.0.0.1", 0))
    address = server.get_extra_info("sockname")
    client, protocol = await loop.create_datagram_endpoint(Client, remote_addr=address)
    print(client.get_extra_info("peername") == address, client.get_protocol() is protocol)
    for message in (b"one", b"two", b"x" * 1000):
        client.sendto(message)
        print((await protocol.answers.get())[:5])
    try:
        client.sendto(b"elsewhere", ("127.0.0.1", 1))
    except ValueError as e:
        print(str(e).startswith("Invalid address: must be None or ('127.0.0.1', "))
    try:
        client.sendto("text")
    except TypeError as e:
        print(repr(e))
    server.close()
    await asyncio.sleep(0.01)
    client.sendto(b"anybody?")
    print(repr(await protocol.answers.get()))
    client.close()
    print(client.is_closing(), await protocol.lost)
    try:
        await loop.create_datagram_endpoint(Client)
    except ValueError as e:
        print(repr(e))


asyncio.run(main())
