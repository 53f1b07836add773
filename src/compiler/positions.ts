// Position tables as text: a long array of numbers would be parsed and made whenever a module is loaded, and is needed only
// when an exception passes. Each entry is (line, end line, column, end column), written as differences that are mostly
// small: the line from the line of the entry before, the end line from the line, the column, and the end column (from the
// column if both are on one line). A number is written in digits of base 32, the lowest first, all but the last marked; its sign is the lowest bit.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function encodeNumber(value: number): string {
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let text = "";
  do {
    const digit = rest % 32;
    rest = (rest - digit) / 32;
    text += DIGITS[rest > 0 ? digit + 32 : digit];
  } while (rest > 0);
  return text;
}

/** The text of a table that is given as groups of four numbers. */
export function encodePositions(table: readonly number[]): string {
  let text = "";
  let before = 0;
  for (let i = 0; i < table.length; i += 4) {
    const [line, endLine, column, endColumn] = table.slice(i, i + 4) as [number, number, number, number];
    text += encodeNumber(line - before) + encodeNumber(endLine - line) + encodeNumber(column);
    text += encodeNumber(endLine === line ? endColumn - column : endColumn);
    before = line;
  }
  return text;
}

/** The table that `encodePositions` wrote. */
export function decodePositions(text: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let scale = 1;
  for (const c of text) {
    const digit = DIGITS.indexOf(c);
    value += (digit % 32) * scale;
    if (digit >= 32) {
      scale *= 32;
      continue;
    }
    numbers.push(value % 2 === 1 ? -(value - 1) / 2 : value / 2);
    value = 0;
    scale = 1;
  }
  for (let i = 0, line = 0; i < numbers.length; i += 4) {
    line += numbers[i]!;
    numbers[i] = line;
    numbers[i + 1]! += line;
    if (numbers[i + 1] === line) numbers[i + 3]! += numbers[i + 2]!;
  }
  return numbers;
}
