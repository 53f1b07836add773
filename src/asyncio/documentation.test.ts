// Everything that `asyncdef/asyncio` exports, its network aside, says what it is, and shows it; every public method says
// what it does.

import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const entry = join(import.meta.dirname, "core.ts");
const program = ts.createProgram([entry], {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
});
const checker = program.getTypeChecker();
const exported = checker
  .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)!)!)
  .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));

const isDocumented = (symbol: ts.Symbol) => symbol.getDocumentationComment(checker).length > 0;
const hasExample = (symbol: ts.Symbol) => symbol.getJsDocTags(checker).some(({ name }) => name === "example");

/** Errors are shown where they are raised; the engine's own members end in `$`. */
const isError = (symbol: ts.Symbol): boolean =>
  checker
    .getTypeOfSymbol(symbol)
    .getConstructSignatures()
    .some((signature) => checker.getPropertyOfType(signature.getReturnType(), "stack") !== undefined);
const HOUSEKEEPING = new Set(["toString", "describe", "prototype"]);

test("every exported name has a doc comment", () => {
  expect(exported.filter((symbol) => !isDocumented(symbol)).map((symbol) => symbol.name)).toEqual([]);
});

test("every exported function, and every class but errors, has an example", () => {
  const shown = exported.filter((symbol) => symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class));
  expect(shown.filter((symbol) => !isError(symbol) && !hasExample(symbol)).map((symbol) => symbol.name)).toEqual([]);
});

test("every public method has a doc comment", () => {
  const missing: string[] = [];
  for (const symbol of exported.filter(({ flags }) => flags & ts.SymbolFlags.Class)) {
    for (const member of symbol.members?.values() ?? []) {
      const isMethod = (member.flags & (ts.SymbolFlags.Method | ts.SymbolFlags.GetAccessor)) !== 0;
      const declaration = member.declarations?.[0];
      if (!isMethod || declaration === undefined) continue;
      const flags = ts.getCombinedModifierFlags(declaration);
      if (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Override)) continue;
      const { name } = member;
      if (name.endsWith("$") || name.startsWith("__@") || HOUSEKEEPING.has(name)) continue;
      if (!isDocumented(member)) missing.push(`${symbol.name}.${name}`);
    }
  }
  expect(missing).toEqual([]);
});
