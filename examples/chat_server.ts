// The twin of chat_server.py: what one guest says, the others hear. Three guests try it out.

import {
  createTask,
  each,
  openConnection,
  Queue,
  run,
  type StreamReader,
  type StreamWriter,
  startServer,
  within,
} from "asyncdef/asyncio";

const encode = (line: string) => new TextEncoder().encode(`${line}\n`);
const decode = (line: Uint8Array) => new TextDecoder().decode(line).trim();

/** Who is in the room, each with a queue of the lines to be sent to him. */
class Room {
  private readonly outboxes = new Map<string, Queue<string>>();

  tellOthers(name: string, line: string) {
    for (const [guest, outbox] of this.outboxes) if (guest !== name) outbox.putNowait(line);
  }

  /** Serves one connection, from the guest's name to his leaving. */
  *welcome(reader: StreamReader, writer: StreamWriter) {
    const name = decode(yield* reader.readline());
    const outbox = new Queue<string>();
    this.outboxes.set(name, outbox);
    const sender = createTask(sendAll(outbox, writer));
    this.tellOthers(name, `${name} came in`);
    try {
      const lines = each(reader);
      while (yield* lines.next()) this.tellOthers(name, `${name}: ${decode(lines.value)}`);
    } finally {
      this.outboxes.delete(name);
      this.tellOthers(name, `${name} went out`);
      outbox.shutdown();
      yield* sender;
      writer.close();
      yield* writer.waitClosed();
    }
  }
}

/** Sends what comes into a queue, until it is shut down. A slow guest keeps nobody else waiting. */
function* sendAll(outbox: Queue<string>, writer: StreamWriter) {
  const lines = each(outbox);
  while (yield* lines.next()) {
    writer.write(encode(lines.value));
    yield* writer.drain();
  }
}

class Guest {
  private readonly name: string;
  private readonly reader: StreamReader;
  private readonly writer: StreamWriter;

  constructor(name: string, reader: StreamReader, writer: StreamWriter) {
    this.name = name;
    this.reader = reader;
    this.writer = writer;
  }

  static *enter(name: string, port: number) {
    const guest = new Guest(name, ...(yield* openConnection({ host: "127.0.0.1", port })));
    yield* guest.say(name);
    return guest;
  }

  *say(line: string) {
    this.writer.write(encode(line));
    yield* this.writer.drain();
  }

  *hear() {
    console.log(`${this.name} hears: ${decode(yield* this.reader.readline())}`);
  }

  *leave() {
    this.writer.close();
    yield* this.writer.waitClosed();
  }
}

function* main() {
  const room = new Room();
  const server = yield* startServer((reader, writer) => room.welcome(reader, writer), { host: "127.0.0.1", port: 0 });
  const { port } = server.sockets[0]!.getsockname() as { port: number };
  yield* within(server, function* () {
    const ada = yield* Guest.enter("ada", port);
    const bob = yield* Guest.enter("bob", port);
    yield* ada.hear();
    const cleo = yield* Guest.enter("cleo", port);
    yield* ada.hear();
    yield* bob.hear();

    yield* bob.say("hello, everybody");
    yield* ada.hear();
    yield* cleo.hear();

    yield* cleo.leave();
    yield* ada.hear();
    yield* bob.hear();
    yield* ada.leave();
    yield* bob.hear();
    yield* bob.leave();
  });
  console.log("closed");
}

await run(main());
