import fc from "fast-check";
import { expect, it } from "vitest";
import { decodePositions, encodePositions } from "./positions.ts";

it("tables survive being written as text", () => {
  const entry = fc.tuple(fc.nat(100_000), fc.nat(50), fc.nat(5000), fc.nat(5000));
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const table = entries.flatMap(([line, lines, column, end]) => [line, line + lines, column, end]);
      expect(decodePositions(encodePositions(table))).toEqual(table);
    }),
  );
});
