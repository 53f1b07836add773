# recorder: 3.13
import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    print(await loop.getaddrinfo("127.0.0.1", 80))
    print(await loop.getaddrinfo("::1", 8080, type=socket.SOCK_STREAM))
    print(await loop.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
    try:
        await loop.getaddrinfo("no-such-host.invalid", 1)
    except socket.gaierror as e:
        print(repr(e), isinstance(e, OSError))
    print(socket.AF_INET, repr(socket.AF_INET6), repr(socket.SOCK_STREAM), socket.inet_aton("1.2.3.4"))
    print(socket.inet_ntop(socket.AF_INET6, socket.inet_pton(socket.AF_INET6, "2001:db8::1")), socket.htons(1))
    async with await asyncio.start_server(print, "127.0.0.1", 0, family=socket.AF_INET) as server:
        (s,) = server.sockets
        print(s.family, s.type, s.proto, s.fileno() > 0, s.getsockname()[0])


asyncio.run(main())
