// Records what CPython 3.14 says to the programs in sources.json: `node src/syntax/testdata/record.mjs`.
//
// For each program, expected.json has what `ast.parse` and `compile` do: the tree, or the attributes of the error, and
// the warnings on the way.

import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const folder = new URL("./", import.meta.url);
const sources = JSON.parse(readFileSync(new URL("sources.json", folder), "utf8"));

const python = await loadPyodide();
python.globals.set("text", JSON.stringify(sources));
const recorded = python.runPython(`
import ast, json, warnings

def attempt(function, source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            result = {"tree": function(source)}
        except SyntaxError as error:
            attributes = error.lineno, error.offset, error.end_lineno, error.end_offset, error.text
            result = {"error": [type(error).__name__, error.msg, *attributes]}
        except Exception as error:
            result = {"other": type(error).__name__}
    if caught:
        result["warnings"] = [[str(warning.message), warning.lineno] for warning in caught]
    return result

def parse(source):
    return ast.dump(ast.parse(source), include_attributes=True)

def compile_(source):
    compile(source, "<string>", "exec")

def record(source):
    result = {"source": source, "parse": attempt(parse, source)}
    if "tree" in result["parse"]:
        result["compile"] = attempt(compile_, source)
        result["compile"].pop("tree", None)
    return result

json.dumps({group: [record(source) for source in members] for group, members in json.loads(text).items()})
`);
const lines = Object.entries(JSON.parse(recorded)).map(
  ([group, results]) =>
    `${JSON.stringify(group)}: [\n${results.map((result) => JSON.stringify(result)).join(",\n")}\n]`,
);
writeFileSync(new URL("expected.json", folder), `{\n${lines.join(",\n")}\n}\n`);
