// Text in memory: `io.StringIO`.

import { valueError } from "../../runtime/errors.ts";
import { exceptionTypes, makeException } from "../../runtime/exceptions.ts";
import type { PyIterator } from "../../runtime/protocols.ts";
import { strLength } from "../../runtime/strings/text.ts";
import { None, type Value } from "../../runtime/values.ts";
import { begin } from "./wrapper.ts";

const osError = (message: string): Error => makeException(exceptionTypes.get("OSError")!, [message]);

const ANY_NEWLINE = /\r\n|\r|\n/g;

export class StringIO implements PyIterator {
  buffer = "";
  /** What ends a line: "" stands for any kind of newline, and None for any, which all become "\n". */
  newline: Value = "\n";
  at = 0;
  closed = false;

  iter$(): PyIterator {
    return this;
  }
  check(): void {
    if (this.closed) throw valueError("I/O operation on closed file");
  }
  write(given: string): number {
    this.check();
    const { buffer, at } = this;
    const text = this.translated(given);
    this.buffer =
      at === buffer.length
        ? buffer + text
        : buffer.slice(0, at).padEnd(at, "\0") + text + buffer.slice(at + text.length);
    this.at = at + text.length;
    return strLength(given);
  }
  translated(text: string): string {
    const { newline } = this;
    if (newline === None) return text.replace(/\r\n?/g, "\n");
    return newline === "\r" || newline === "\r\n" ? text.replaceAll("\n", newline) : text;
  }
  flush(): void {}
  close(): void {
    this.closed = true;
    this.buffer = "";
  }
  read(size: number): string {
    this.check();
    const part = size < 0 ? this.buffer.slice(this.at) : this.buffer.slice(this.at, this.at + size);
    this.at += part.length;
    return part;
  }
  readLine(limit = -1): string {
    this.check();
    const line = begin(this.buffer.slice(this.at, this.endOfLine()), limit);
    this.at += line.length;
    return line;
  }
  private endOfLine(): number {
    const { buffer, at, newline } = this;
    if (newline === "") {
      ANY_NEWLINE.lastIndex = at;
      return ANY_NEWLINE.test(buffer) ? ANY_NEWLINE.lastIndex : buffer.length;
    }
    const mark = newline === None ? "\n" : (newline as string);
    const found = buffer.indexOf(mark, at);
    return found < 0 ? buffer.length : found + mark.length;
  }
  next$(): Value | undefined {
    const line = this.readLine();
    return line === "" ? undefined : line;
  }
  seek(offset: number, whence: number): number {
    this.check();
    if (whence === 0 && offset < 0) throw valueError(`Negative seek position ${offset}`);
    if (whence !== 0 && offset !== 0) throw osError("Can't do nonzero cur-relative seeks");
    if (whence !== 1) this.at = whence === 2 ? this.buffer.length : offset;
    return this.at;
  }
  tell(): number {
    this.check();
    return this.at;
  }
}
