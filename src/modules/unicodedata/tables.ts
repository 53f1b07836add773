// The tables of Unicode that JavaScript engines do not have: names and numeric properties of characters. They are two
// files of the library, written by scripts/unicode.mjs, and read when they are first needed.

interface Runs<T> {
  /** The values that occur. */
  values: T[];
  /** Where runs begin, as distances, each with the place of its value; in base 36. */
  runs: string;
}

interface DataFile {
  version: string;
  runs: { category: Runs<string>; bidirectional: Runs<string>; east_asian_width: Runs<string> } & {
    combining: Runs<number>;
    mirrored: Runs<number>;
  };
  numbers: Record<"decimal" | "digit" | "numeric", Record<string, number>>;
  decomposition: Record<string, string>;
}

interface NamesFile {
  /** The digits in which words are counted, and how many of them begin numbers of one digit, and of two. */
  digits: [string, number, number];
  words: string;
  /** Characters without gaps: the first, then their names parted by spaces, each word a number. */
  blocks: (number | string)[];
  /** Names that end in the character's number: first, last, what stands before. */
  ranges: [number, number, string][];
  aliases: Record<string, number>;
}

/** How files of the library are read; set by who embeds the interpreter. */
export const unicodeFiles: { read: ((name: string) => string | undefined) | undefined } = { read: undefined };

function parse<T>(name: string): T | undefined {
  const text = unicodeFiles.read?.(name);
  return text === undefined ? undefined : (JSON.parse(text) as T);
}

// ---- properties -------------------------------------------------------------------------------------------------------------

/** A property of which neighbours often have the same value. */
class RunTable<T> {
  private readonly starts: number[] = [];
  private readonly values: T[] = [];
  constructor({ values, runs }: Runs<T>) {
    const numbers = runs.split(" ").map((text) => Number.parseInt(text, 36));
    for (let i = 0, start = 0; i < numbers.length; i += 2) {
      start += numbers[i]!;
      this.starts.push(start);
      this.values.push(values[numbers[i + 1]!]!);
    }
  }
  at(point: number): T {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= point) low = middle;
      else high = middle;
    }
    return this.values[low]!;
  }
}

export class Properties {
  readonly version: string;
  readonly category: RunTable<string>;
  readonly bidirectional: RunTable<string>;
  readonly eastAsianWidth: RunTable<string>;
  readonly combining: RunTable<number>;
  readonly mirrored: RunTable<number>;
  private readonly file: DataFile;
  constructor(file: DataFile) {
    const { runs } = file;
    this.file = file;
    this.version = file.version;
    this.category = new RunTable(runs.category);
    this.bidirectional = new RunTable(runs.bidirectional);
    this.eastAsianWidth = new RunTable(runs.east_asian_width);
    this.combining = new RunTable(runs.combining);
    this.mirrored = new RunTable(runs.mirrored);
  }
  number(kind: "decimal" | "digit" | "numeric", point: number): number | undefined {
    return this.file.numbers[kind][point];
  }
  decomposition(point: number): string {
    return this.file.decomposition[point] ?? "";
  }
}

let loaded: Properties | undefined;

/** The properties of characters; undefined where there is no library. */
export function properties(): Properties | undefined {
  if (loaded === undefined) {
    const file = parse<DataFile>("unicodedata.json");
    if (file !== undefined) loaded = new Properties(file);
  }
  return loaded;
}

// ---- names ------------------------------------------------------------------------------------------------------------------

class Names {
  private readonly byPoint = new Map<number, string>();
  private readonly byName = new Map<string, number>();
  private readonly ranges: NamesFile["ranges"];
  constructor(file: NamesFile) {
    this.ranges = file.ranges;
    const read = wordReader(file);
    for (let i = 0; i < file.blocks.length; i += 2) {
      let point = file.blocks[i] as number;
      for (const text of (file.blocks[i + 1] as string).split(" ")) {
        const name = read(text);
        this.byPoint.set(point, name);
        this.byName.set(name, point);
        point++;
      }
    }
    for (const [alias, point] of Object.entries(file.aliases)) this.byName.set(alias, point);
  }

  of(point: number): string | undefined {
    const name = this.byPoint.get(point);
    if (name !== undefined) return name;
    for (const [first, last, prefix] of this.ranges) {
      if (point >= first && point <= last) return prefix + number(point);
    }
    return undefined;
  }

  find(name: string): number | undefined {
    const point = this.byName.get(name);
    if (point !== undefined) return point;
    const match = /^(.*-)([0-9A-F]{4,6})$/.exec(name);
    if (match === null) return undefined;
    const numbered = Number.parseInt(match[2]!, 16);
    return this.of(numbered) === name ? numbered : undefined;
  }
}

const number = (point: number): string => point.toString(16).toUpperCase().padStart(4, "0");

function wordReader({ digits: [digits, one, two], words }: NamesFile): (text: string) => string {
  const list = words.split(" ");
  const base = digits.length;
  const values = new Map([...digits].map((digit, i) => [digit, i]));
  return (text) => {
    const result: string[] = [];
    let at = 0;
    const next = (): number => values.get(text[at++]!)!;
    while (at < text.length) {
      const first = next();
      if (first < one) result.push(list[first]!);
      else if (first < one + two) result.push(list[one + (first - one) * base + next()]!);
      else result.push(list[one + two * base + ((first - one - two) * base + next()) * base + next()]!);
    }
    return result.join(" ");
  };
}

let names: Names | undefined;

/** The names of characters; undefined where there is no library. */
export function characterNames(): Names | undefined {
  if (names === undefined) {
    const file = parse<NamesFile>("unicodenames.json");
    if (file !== undefined) names = new Names(file);
  }
  return names;
}

/** The character of a name in upper case, for `\N{…}`. */
export function findCharacter(name: string): string | undefined {
  const point = characterNames()?.find(name);
  return point === undefined ? undefined : String.fromCodePoint(point);
}
