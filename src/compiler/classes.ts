// Classes, type parameters, annotations and type aliases.
//
// A class body is a JavaScript function that takes the namespace. Annotations and the expressions of type parameters are
// functions too, called when somebody asks for their values (PEP 649, PEP 695).

import type {
  AnnAssign,
  AsyncFunctionDef,
  ClassDef,
  Expr,
  FunctionDef,
  Node,
  TypeAlias,
  TypeParam,
} from "../syntax/ast.ts";
import { PLAIN, stripOperand } from "./emitter.ts";
import { docstring, FunctionEmitter } from "./functions.ts";
import { quote } from "./names.ts";
import type { Scope } from "./scopes.ts";
import { unparse } from "./unparse.ts";

/** The annotation of a variable of a module or class; `flag` says at run time whether its statement was reached. */
interface Annotation {
  readonly name: string;
  readonly annotation: Expr;
  readonly flag: string | undefined;
}

type Generic = FunctionDef | AsyncFunctionDef | ClassDef | TypeAlias;

export abstract class ClassEmitter extends FunctionEmitter {
  private readonly annotations: Annotation[] = [];
  private depth = 0;

  override statements(list: Parameters<FunctionEmitter["statements"]>[0]): void {
    this.depth++;
    super.statements(list);
    this.depth--;
  }

  // ---- classes ------------------------------------------------------------------------------------------------

  classDefinition(node: ClassDef): void {
    const scope = this.unit.scopes.blocks.get(node)!;
    const sequence = this.open();
    const decorators = node.decorator_list.map((decorator) => this.keep(sequence, this.value(decorator)));
    this.hoist();
    this.inTypeScope(node, () => {
      const value = this.temp();
      const bases = this.bases(node);
      const keywords = this.classKeywords(node);
      const body = this.classBody(node, scope);
      const args = [quote(node.name), bases, keywords, body.text, body.code, "M"];
      this.hoist();
      this.line(`${this.at(node)};`);
      this.line(`${value} = ${this.helper("buildClass")}(${args.join(", ")});`);
      if (node.type_params.length > 0) {
        this.line(`${this.helper("typeParams")}(${value}, ${this.typeParameters(node)});`);
      }
      this.storeName(node.name, this.decorate(decorators, node.decorator_list, value), node);
    });
    this.close(sequence, "");
  }

  private bases(node: ClassDef): string {
    if (node.type_params.length === 0) return this.kept(this.items(node.bases));
    const generic = `${this.helper("generic")}(${this.typeParameters(node)})`;
    const array = this.kept(this.items(node.bases));
    this.line(`${array}.push(${generic});`);
    return array;
  }

  private classKeywords(node: ClassDef): string {
    const { keywords } = node;
    if (keywords.length === 0) return "undefined";
    const sequence = this.open();
    const values = keywords.map((k) =>
      this.operand(
        sequence,
        k.value,
        keywords.map((other) => other.value),
      ),
    );
    this.hoist();
    const names = keywords.map((k) => (k.arg === null ? "undefined" : quote(k.arg)));
    this.close(sequence, "");
    if (!keywords.some((k) => k.arg === null)) return this.kept(`[[${names.join(", ")}], [${values.join(", ")}]]`);
    const parts = names.map((name, i) => `${name}, ${values[i]}`).join(", ");
    return this.kept(`${this.helper("kwargs")}(undefined, [${parts}])`);
  }

  private classBody(node: ClassDef, scope: Scope): { text: string; code: string } {
    const inner = this.inner(scope, node, PLAIN) as ClassEmitter;
    const cell = scope.classCell;
    if (cell !== undefined) {
      cell.js = this.unit.unique("$class", "");
      inner.declare(cell.js);
      inner.markBound(cell);
    }
    const doc = docstring(node.body);
    if (doc !== undefined) inner.line(`${this.helper("classStore")}($ns, "__doc__", ${quote(doc)});`);
    inner.statements(node.body);
    inner.writeAnnotations((evaluate) => `${this.helper("annotateClass")}($ns, ${evaluate})`);
    if (cell !== undefined) {
      inner.block("return (cls) =>", () => inner.line(`${cell.js} = cls;`), "};");
    }
    return {
      text: inner.functionText(`function ${this.unit.functionName(node.name)}($ns)`),
      code: inner.code.name,
    };
  }

  // ---- type parameters ----------------------------------------------------------------------------------------

  /** Writes a definition in the scope of its type parameters, if it has any. */
  protected inTypeScope(node: Generic, write: () => void): void {
    const scope = this.unit.scopes.types.get(node);
    if (scope === undefined) {
      write();
      return;
    }
    for (const variable of scope.bound.values()) variable.js = this.unit.unique(variable.name);
    this.block("", () => {
      this.within(scope, () => {
        this.line(`let ${[...scope.bound.values()].map((v) => v.js).join(", ")};`);
        for (const parameter of node.type_params) this.typeParameter(parameter, scope);
        write();
      });
    });
  }

  private typeParameter(node: TypeParam, scope: Scope): void {
    const variable = scope.bound.get(scope.mangle(node.name))!;
    const bound = node.node === "TypeVar" && node.bound !== null ? this.lazy(node.bound) : undefined;
    const byDefault = node.default_value === null ? undefined : this.lazy(node.default_value);
    const args = [quote(node.node), quote(node.name)];
    if (bound !== undefined || byDefault !== undefined) args.push(bound ?? "undefined");
    const constrained = node.node === "TypeVar" && node.bound?.node === "Tuple";
    if (byDefault !== undefined || constrained) args.push(byDefault ?? "undefined");
    if (constrained) args.push("true");
    this.line(`${variable.js} = ${this.helper("typeVar")}(${args.join(", ")});`);
    this.markBound(variable);
  }

  protected typeParameters(node: Generic): string {
    const scope = this.unit.scopes.types.get(node)!;
    return `[${[...scope.bound.values()].map((v) => v.js).join(", ")}]`;
  }

  /** A function that evaluates an expression when it is asked for. */
  private lazy(node: Expr): string {
    const inner = this.inner(this.unit.scopes.annotations.get(node)!, node, PLAIN) as ClassEmitter;
    // `*Ts = *tuple[int]` means the one item of what is unpacked.
    const text = stripOperand(node.node === "Starred" ? inner.unpackedAnnotation(node.value) : inner.expr(node));
    inner.hoist();
    inner.line(`return ${text};`);
    return inner.functionText("function ()");
  }

  typeAlias(node: TypeAlias): void {
    this.inTypeScope(node, () => {
      const parameters = node.type_params.length === 0 ? "[]" : this.typeParameters(node);
      const args = [quote(node.name.id), parameters, this.lazy(node.value), "M"];
      this.storeName(node.name.id, `${this.helper("typeAlias")}(${args.join(", ")})`, node);
    });
  }

  // ---- annotations --------------------------------------------------------------------------------------------

  protected functionAnnotations(node: FunctionDef | AsyncFunctionDef): string | undefined {
    const { args } = node;
    const pairs: [string, Expr][] = [];
    for (const arg of [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg]) {
      if (arg?.annotation) pairs.push([this.scope.mangle(arg.arg), arg.annotation]);
    }
    if (node.returns !== null) pairs.push(["return", node.returns]);
    if (pairs.length === 0) return undefined;
    return this.evaluation(
      node,
      pairs.map(([name, annotation]) => ({ name, annotation, flag: undefined })),
    );
  }

  /** The function that gives names and values of annotations in turn. */
  private evaluation(node: Node, annotations: readonly Annotation[]): string {
    if (this.unit.scopes.stringAnnotations) {
      const strings = annotations.map(({ name, annotation, flag }) =>
        this.annotationItem(quote(name), quote(unparse(annotation)), flag),
      );
      return `() => [${strings.join(", ")}]`;
    }
    const scope = this.unit.scopes.annotations.get(node)!;
    const inner = this.inner(scope, annotations[0]!.annotation, PLAIN) as ClassEmitter;
    const sequence = inner.open();
    const items = annotations.map(({ name, annotation, flag }) => {
      const value = annotation.node === "Starred" ? inner.unpackedAnnotation(annotation.value) : inner.expr(annotation);
      return inner.annotationItem(quote(name), stripOperand(value), flag);
    });
    inner.hoist();
    inner.line(`return ${inner.close(sequence, `[${items.join(", ")}]`)};`);
    return inner.functionText("function ()");
  }

  private annotationItem(name: string, value: string, flag: string | undefined): string {
    return flag === undefined ? `${name}, ${value}` : `...(${flag} ? [${name}, ${value}] : [])`;
  }

  /** `*args: *Ts` means the one item of the unpacked `Ts`. */
  private unpackedAnnotation(node: Expr): string {
    const sequence = this.open();
    const value = this.operand(sequence, node);
    return this.close(sequence, `(${this.at(node)}, ${this.helper("unpack")}(${value}, 1, -1)[0])`);
  }

  protected noteAnnotation(node: AnnAssign): void {
    if (this.scope.kind !== "module" && this.scope.kind !== "class") return;
    if (node.simple === 0 || node.target.node !== "Name") return;
    let flag: string | undefined;
    if (this.depth > 1) {
      flag = this.declare(this.unit.unique("$annotated", ""));
      this.line(`${flag} = true;`);
    }
    this.annotations.push({ name: this.scope.mangle(node.target.id), annotation: node.annotation, flag });
  }

  /** Attaches the annotations of the variables of a class or module. */
  protected writeAnnotations(attach: (evaluate: string) => string): void {
    if (this.annotations.length === 0) return;
    this.line(`${attach(this.evaluation(this.scope.node!, this.annotations))};`);
  }
}
