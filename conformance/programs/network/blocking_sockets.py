# recorder: 3.13
# Sockets that block: in threads and in the main program, with timeouts and without.

import socket
import threading


def serve(listening):
    while True:
        connection, address = listening.accept()
        with connection:
            while data := connection.recv(1024):
                if data == b"stop":
                    return
                connection.sendall(data.upper())


def attempt(what, *args):
    try:
        print(what.__name__, what(*args))
    except OSError as error:
        print(what.__name__, type(error).__name__, error)


class Client:
    def __init__(self, address):
        self.socket = socket.create_connection(address, timeout=5)

    def ask(self, data):
        self.socket.sendall(data)
        answer = bytearray(16)
        size = self.socket.recv_into(answer)
        return bytes(answer[:size])


listening = socket.create_server(("127.0.0.1", 0))
thread = threading.Thread(target=serve, args=(listening,))
thread.start()
address = listening.getsockname()
for word in [b"one", b"two"]:
    client = Client(address)
    print(client.ask(word), client.ask(b"more"), client.socket.gettimeout())
    client.socket.settimeout(0.05)
    attempt(client.socket.recv, 1)
    client.socket.setblocking(False)
    attempt(client.socket.recv, 1)
    client.socket.close()
client = Client(("localhost", address[1]))
client.socket.sendall(b"stop")
print(client.socket.recv(10))
thread.join()
listening.close()

stranger = socket.socket()
stranger.settimeout(5)
attempt(stranger.connect, ("127.0.0.1", 1))
attempt(socket.create_connection, ("127.0.0.1", 1))
with socket.socket() as other:
    print(other.connect_ex(("127.0.0.1", 1)))

datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
datagrams.bind(("127.0.0.1", 0))
datagrams.sendto(b"a datagram", datagrams.getsockname())
print(datagrams.recvfrom(100)[0])
datagrams.settimeout(0.05)
attempt(datagrams.recvfrom, 100)
