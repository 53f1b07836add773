// Lines of JavaScript with indentation. Lines are kept relative to where the writer began, so that the text of a function
// can be written before its surroundings are known; a line may itself be such a text.

export class Writer {
  private readonly lines: string[] = [];
  private level = 0;

  line(text: string): void {
    this.lines.push(this.level === 0 ? text : indent(text, this.level));
  }

  /** `header {`, what `body` writes, `}`. */
  block(header: string, body: () => void, end = "}"): void {
    this.line(header === "" ? "{" : `${header} {`);
    this.indented(body);
    this.line(end);
  }

  indented(body: () => void): void {
    this.level++;
    body();
    this.level--;
  }

  /** The place of the next line, for `prefix`. */
  mark(): number {
    return this.lines.length;
  }

  /** Puts a label before a line that is written already. */
  prefix(mark: number, label: string): void {
    this.lines[mark] = this.lines[mark]!.replace(/^ */, (spaces) => spaces + label);
  }

  get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  render(level = 0): string {
    const text = this.lines.join("\n");
    return level === 0 ? text : indent(text, level);
  }
}

/** String literals have no line breaks of their own, so every line may be moved. */
function indent(text: string, level: number): string {
  const spaces = "  ".repeat(level);
  return text.includes("\n") ? text.replace(/^(?=.)/gm, spaces) : spaces + text;
}
