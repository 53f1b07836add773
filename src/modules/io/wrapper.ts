// A text stream over bytes: files opened in text mode, the standard streams, and `TextIOWrapper` over a stream of the
// program's.
//
// Text is decoded in pieces and kept as it is; newlines become what the program asked for when it takes the text, so that
// the position in the file can be told from what was not taken yet.

import { Tuple } from "../../runtime/containers/tuple.ts";
import { valueError } from "../../runtime/errors.ts";
import { exceptionTypes, makeException } from "../../runtime/exceptions.ts";
import type { PyIterator } from "../../runtime/protocols.ts";
import { encodeData } from "../../runtime/strings/codecs.ts";
import { strLength } from "../../runtime/strings/text.ts";
import { None, type Value } from "../../runtime/values.ts";
import { unsupported } from "./binary.ts";
import { Decoder } from "./decoder.ts";
import { hold, release, type Unwritten } from "./unwritten.ts";

/** How many characters wait before they are written. */
const BUFFER = 8192;

/** Where the text goes or comes from. */
export interface TextTarget {
  write?(text: string): void;
  /** All there is, once. */
  readAll?(): string;
  readLine?(): string;
  /** The same, while others run; and how to leave off waiting for it. */
  readLineLater?(): Promise<string>;
  stopReading?(): void;
  isTerminal(): boolean;
  close(): void;
  fileno?: number;
  /** The binary stream beneath. */
  buffer?: Value;
  /** Of a file, which nobody may forget to write. */
  path?: string;
  /** The next bytes; none at the end. */
  some?(): Uint8Array;
  /** All that follow. */
  rest?(): Uint8Array;
  flush?(): void;
  /** Moves, as `seek` of a binary stream does; the new position. */
  position?(offset: number, whence: number): number;
  truncate?(size: number): number;
}

export class TextIOWrapper implements PyIterator, Unwritten {
  target: TextTarget;
  name: Value;
  mode: string;
  encoding: string;
  errors: string;
  /** What ends a line, as `open()` takes it. */
  newline: Value = None;
  closed = false;
  lineBuffering = false;
  /** Nothing waits. */
  through = false;
  /** The kinds of newlines met so far. */
  readonly met = new Set<string>();
  private pending: string[] = [];
  private pendingLength = 0;
  private decoder: Decoder | undefined = undefined;
  /** What was decoded; from `at` on it was not read yet. */
  private input = "";
  private at = 0;
  /** There may be a "\r" in `input`. */
  private turns = false;
  /** The position in the file after all that was decoded. */
  private fed = 0;
  /** Nothing came after `input` when it was asked for. */
  private ended = false;
  private iterates = false;

  constructor(target: TextTarget, name: Value, mode: string, encoding: string, errors: string) {
    this.target = target;
    this.name = name;
    this.mode = mode;
    this.encoding = encoding;
    this.errors = errors;
  }

  iter$(): PyIterator {
    this.check();
    return this;
  }

  check(): void {
    if (this.closed) throw valueError("I/O operation on closed file.");
  }

  get path(): string {
    return this.target.path ?? "";
  }

  // ---- writing

  write(text: string): number {
    if (this.closed) this.check();
    if (!this.target.write) throw unsupported("not writable");
    if (this.decoder !== undefined) this.leaveReading();
    if (this.pendingLength === 0 && this.target.path !== undefined) hold(this);
    const { newline } = this;
    this.pending.push(newline === "\r\n" || newline === "\r" ? text.replaceAll("\n", newline) : text);
    this.pendingLength += text.length;
    if (this.through || this.pendingLength >= BUFFER) this.flush(this.through);
    else if (this.lineBuffering && /[\n\r]/.test(text)) this.flush();
    return strLength(text);
  }

  private leaveReading(): void {
    if (this.at < this.input.length) this.target.position?.(this.tell(), 0);
    this.forget();
  }

  private forget(): void {
    this.input = "";
    this.at = 0;
    this.turns = this.ended = this.iterates = false;
    this.decoder = undefined;
  }

  /** `all`: what lies in the bytes beneath too. */
  flush(all = true): void {
    if (this.pendingLength > 0) {
      const text = this.pending.length === 1 ? this.pending[0]! : this.pending.join("");
      this.pending = [];
      this.pendingLength = 0;
      if (this.target.path !== undefined) release(this);
      this.target.write!(text);
    }
    if (all) this.target.flush?.();
  }

  close(): void {
    if (this.closed) return;
    try {
      this.flush();
    } finally {
      this.closed = true;
      if (this.target.path !== undefined) release(this);
      this.target.close();
    }
  }

  // ---- reading

  /** Decodes some more; whether there was more. */
  private more(): boolean {
    const { target } = this;
    if (target.some !== undefined) return this.decode(target.some);
    if (this.ended) return false;
    this.add(target.readAll!());
    this.ended = true;
    return true;
  }

  private decode(receive: () => Uint8Array, isLast = false): boolean {
    if (this.decoder === undefined) {
      this.decoder = new Decoder(this.encoding, this.errors);
      this.fed = this.target.position?.(0, 1) ?? 0;
    }
    const data = receive();
    this.fed += data.length;
    this.ended = isLast || data.length === 0;
    const text = this.decoder.decode(data, this.ended);
    this.add(text);
    return text !== "" || data.length > 0;
  }

  private add(text: string): void {
    const left = this.input.slice(this.at);
    this.turns = left.includes("\r") || text.includes("\r");
    this.input = left + text;
    this.at = 0;
  }

  private checkReads(): void {
    this.check();
    if (!this.target.readAll && !this.target.some) throw unsupported("not readable");
    if (this.pendingLength > 0) this.flush();
  }

  /** Takes the text up to `end` of what was decoded, its newlines as they are asked for. */
  private take(end: number): string {
    const text = this.input.slice(this.at, end);
    this.at = end;
    if (this.newline !== None && this.newline !== "") return text;
    if (this.turns && text.includes("\r")) {
      for (const [kind] of text.matchAll(/\r\n|\r|\n/g)) this.met.add(kind);
      return this.newline === None ? text.replace(/\r\n?/g, "\n") : text;
    }
    if (!this.met.has("\n") && text.includes("\n")) this.met.add("\n");
    return text;
  }

  read(size: number): string {
    this.checkReads();
    if (size < 0) {
      const { rest } = this.target;
      if (rest !== undefined) this.decode(rest, true);
      else while (this.more());
      return this.take(this.input.length);
    }
    let parts = "";
    for (let missing = size; missing > 0; ) {
      const end = this.skip(missing);
      if (end > this.at) {
        const part = this.take(end);
        parts += part;
        missing -= strLength(part);
      } else if (!this.more()) break;
    }
    return parts;
  }

  /** Where so many characters end, as far as they are there; the two of a "\\r\\n" that becomes one stay together. */
  private skip(count: number): number {
    const { input } = this;
    let end = this.at;
    for (let i = 0; i < count && end < input.length; i++) end += input.codePointAt(end)! > 0xffff ? 2 : 1;
    if (this.newline !== None || input[end - 1] !== "\r") return end;
    if (end < input.length) return input[end] === "\n" ? end + 1 : end;
    return this.ended ? end : end - 1;
  }

  /** The next line, or as many of its characters as are wanted. */
  readLine(limit = -1): string {
    if (this.target.readLine && this.at === this.input.length && !this.ended) {
      this.check();
      this.input = this.target.readLine();
      this.turns = false;
      this.at = begin(this.input, limit).length;
      return this.input.slice(0, this.at);
    }
    this.checkReads();
    let end = this.endOfLine(this.at);
    while (end < 0) {
      const known = this.input.length - this.at;
      if (!this.more()) break;
      end = this.endOfLine(Math.max(0, known - 1));
    }
    if (end < 0) end = this.input.length;
    if (limit >= 0) end = Math.min(end, this.skip(limit));
    return this.take(end);
  }

  /** Where the line ends, looked for from `from` on; negative where that is not known yet. */
  private endOfLine(from: number): number {
    const { input, newline } = this;
    if (newline !== None && newline !== "") {
      const found = input.indexOf(newline as string, from);
      return found < 0 ? -1 : found + (newline as string).length;
    }
    const feed = input.indexOf("\n", from);
    if (!this.turns) return feed < 0 ? -1 : feed + 1;
    const line = feed < 0 ? input.length : feed;
    const turn = input.slice(from, line).indexOf("\r");
    if (turn < 0) return feed < 0 ? -1 : feed + 1;
    const after = from + turn + 1;
    if (after === input.length) return this.ended ? after : -1;
    return input[after] === "\n" ? after + 1 : after;
  }

  /** Whether the next line is to be waited for, while others run. */
  get isAwaited(): boolean {
    this.check();
    return this.target.readLineLater !== undefined && this.at === this.input.length && !this.ended;
  }

  next$(): Value | undefined {
    this.iterates = true;
    const line = this.readLine();
    if (line !== "") return line;
    this.iterates = false;
    return undefined;
  }

  // ---- positions

  seek(offset: number, whence: number): number {
    this.check();
    const { position } = this.target;
    if (position === undefined) throw unsupported("underlying stream is not seekable");
    if (whence === 1 && offset !== 0) throw unsupported("can't do nonzero cur-relative seeks");
    if (whence === 2 && offset !== 0) throw unsupported("can't do nonzero end-relative seeks");
    if (whence === 0 && offset < 0) throw valueError(`negative seek position ${offset}`);
    const place = whence === 1 ? this.tell() : offset;
    this.flush();
    this.forget();
    return position(place, whence === 2 ? 2 : 0);
  }

  tell(): number {
    this.check();
    const { position } = this.target;
    if (position === undefined) throw unsupported("underlying stream is not seekable");
    if (this.iterates)
      throw makeException(exceptionTypes.get("OSError")!, ["telling position disabled by next() call"]);
    this.flush(false);
    if (this.decoder === undefined) return position(0, 1);
    return this.fed - this.decoder.held - encodeData(this.input.slice(this.at), this.encoding, this.errors).length;
  }

  truncate(size: number | undefined): number {
    const { truncate } = this.target;
    this.check();
    if (truncate === undefined) throw unsupported("truncate");
    const end = size ?? this.tell();
    this.flush();
    return truncate(end);
  }

  get newlines(): Value {
    const met = ["\r", "\n", "\r\n"].filter((kind) => this.met.has(kind));
    return met.length > 1 ? new Tuple(met) : (met[0] ?? None);
  }
}

/** So many characters of a text; all of it for a negative number. */
export function begin(text: string, count: number): string {
  if (count < 0 || count >= text.length) return text;
  return [...text.slice(0, 2 * count)].slice(0, count).join("");
}
