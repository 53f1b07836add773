# recorder: 3.13
"""A chat server: what one guest says, the others hear. Three guests try it out."""

import asyncio


class Room:
    """Who is in the room, each with a queue of the lines to be sent to him."""

    def __init__(self):
        self.outboxes = {}

    def tell_others(self, name, line):
        for guest, outbox in self.outboxes.items():
            if guest != name:
                outbox.put_nowait(line)

    async def welcome(self, reader, writer):
        """Serves one connection, from the guest's name to his leaving."""
        name = (await reader.readline()).decode().strip()
        outbox = self.outboxes[name] = asyncio.Queue()
        sender = asyncio.create_task(send_all(outbox, writer))
        self.tell_others(name, f"{name} came in")
        try:
            async for line in reader:
                self.tell_others(name, f"{name}: {line.decode().strip()}")
        finally:
            del self.outboxes[name]
            self.tell_others(name, f"{name} went out")
            outbox.shutdown()
            await sender
            writer.close()
            await writer.wait_closed()


async def send_all(outbox, writer):
    """Sends what comes into a queue, until it is shut down. A slow guest keeps nobody else waiting."""
    try:
        while True:
            line = await outbox.get()
            writer.write(f"{line}\n".encode())
            await writer.drain()
    except asyncio.QueueShutDown:
        pass


class Guest:
    def __init__(self, name, reader, writer):
        self.name, self.reader, self.writer = name, reader, writer

    @classmethod
    async def enter(cls, name, port):
        guest = cls(name, *await asyncio.open_connection("127.0.0.1", port))
        await guest.say(name)
        return guest

    async def say(self, line):
        self.writer.write(f"{line}\n".encode())
        await self.writer.drain()

    async def hear(self):
        line = await self.reader.readline()
        print(f"{self.name} hears: {line.decode().strip()}")

    async def leave(self):
        self.writer.close()
        await self.writer.wait_closed()


async def main():
    server = await asyncio.start_server(Room().welcome, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        ada = await Guest.enter("ada", port)
        bob = await Guest.enter("bob", port)
        await ada.hear()
        cleo = await Guest.enter("cleo", port)
        await ada.hear()
        await bob.hear()

        await bob.say("hello, everybody")
        await ada.hear()
        await cleo.hear()

        await cleo.leave()
        await ada.hear()
        await bob.hear()
        await ada.leave()
        await bob.hear()
        await bob.leave()
    print("closed")


asyncio.run(main())
