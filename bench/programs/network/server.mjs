// What server.py does, by Node alone: what is left to reach.

import { readFileSync } from "node:fs";
import net from "node:net";
import tls from "node:tls";

const [kind, size, folder] = [process.argv[2], Number(process.argv[3]), process.argv[4]];

function echo(socket) {
  let parts = [];
  let count = 0;
  socket.on("data", (data) => {
    parts.push(data);
    count += data.length;
    if (count < size) return;
    socket.write(parts.length === 1 ? data : Buffer.concat(parts));
    parts = [];
    count = 0;
  });
  socket.on("end", () => socket.end());
}

function flood(socket) {
  const block = new Uint8Array(65536);
  let left = size;
  const send = () => {
    while (left > 0) {
      const goOn = socket.write(block.subarray(0, left));
      left -= block.length;
      if (!goOn) {
        socket.once("drain", send);
        return;
      }
    }
    socket.end();
  };
  send();
}

const options = { allowHalfOpen: true };
const handle = (socket) => {
  socket.on("error", () => {});
  (kind === "echo" ? echo : flood)(socket);
};
const read = (name) => readFileSync(`${folder}/${name}`);
const server = folder
  ? tls.createServer({ ...options, cert: read("server.pem"), key: read("server.key") }, handle)
  : net.createServer(options, handle);
server.listen({ port: 0, host: "127.0.0.1", backlog: 1024 }, () => console.log(server.address().port));
