// Regular expressions as trees: what the parser makes of a pattern, and what is known of a tree.

export const FLAGS = { I: 2, L: 4, M: 8, S: 16, U: 32, X: 64, DEBUG: 128, A: 256 } as const;

export type Category = "digit" | "space" | "word";

/** A member of a class: a range of code points, or a category such as `\d`. */
export type Member = { from: number; to: number } | { category: Category; negated: boolean };

export type Place = "start" | "line start" | "end" | "line end" | "before last newline" | "boundary" | "no boundary";

/** `flags` are those in force where the node stands, as far as they matter to it. */
export type Node =
  | { kind: "literal"; code: number; flags: number }
  | { kind: "any"; flags: number }
  | { kind: "class"; negated: boolean; members: Member[]; flags: number }
  | { kind: "place"; place: Place; flags: number }
  | { kind: "sequence"; items: Node[] }
  | { kind: "branch"; alternatives: Node[] }
  | { kind: "repeat"; item: Node; min: number; max: number; how: "greedy" | "lazy" | "possessive" }
  | { kind: "group"; number: number; item: Node }
  | { kind: "atomic"; item: Node }
  | { kind: "look"; behind: boolean; negated: boolean; item: Node }
  | { kind: "reference"; group: number; width: [number, number]; flags: number }
  | { kind: "conditional"; group: number; yes: Node; no: Node };

export interface Pattern {
  tree: Node;
  flags: number;
  groups: number;
  /** Of each group the one around it, 0 for none. */
  parents: readonly number[];
  names: Map<string, number>;
}

/** How many characters a node can match at least and at most. */
export function widths(node: Node): [number, number] {
  switch (node.kind) {
    case "literal":
    case "any":
    case "class":
      return [1, 1];
    case "place":
    case "look":
      return [0, 0];
    case "reference":
      return node.width;
    case "group":
    case "atomic":
      return widths(node.item);
    case "sequence":
      return node.items.map(widths).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    case "branch":
      return either(node.alternatives.map(widths));
    case "conditional":
      return either([widths(node.yes), widths(node.no)]);
    case "repeat": {
      const [least, most] = widths(node.item);
      return [least * node.min, most === 0 ? 0 : most * node.max];
    }
  }
}

const either = (found: [number, number][]): [number, number] => [
  Math.min(...found.map(([least]) => least)),
  Math.max(...found.map(([, most]) => most)),
];

/** The nodes directly below. */
export function children(node: Node): Node[] {
  switch (node.kind) {
    case "sequence":
      return node.items;
    case "branch":
      return node.alternatives;
    case "conditional":
      return [node.yes, node.no];
    case "repeat":
    case "group":
    case "atomic":
    case "look":
      return [node.item];
    default:
      return [];
  }
}

/** The groups in a tree. */
export function groupsIn(node: Node): number[] {
  const below = children(node).flatMap(groupsIn);
  return node.kind === "group" ? [node.number, ...below] : below;
}

/** The groups that have matched whenever the node has. */
export function surelySet(node: Node): Set<number> {
  switch (node.kind) {
    case "group":
      return new Set([node.number, ...surelySet(node.item)]);
    case "sequence":
      return new Set(node.items.flatMap((item) => [...surelySet(item)]));
    case "atomic":
      return surelySet(node.item);
    case "look":
      return node.negated ? new Set() : surelySet(node.item);
    case "repeat":
      return node.min > 0 ? surelySet(node.item) : new Set();
    case "branch": {
      const [first, ...others] = node.alternatives.map(surelySet);
      return new Set([...first!].filter((group) => others.every((other) => other.has(group))));
    }
    default:
      return new Set();
  }
}
