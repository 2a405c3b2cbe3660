/** What callers call the things that a function names: `$0` is the first argument. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import { resultRoot } from "../paths/arguments.ts";
import { type Path, pathText } from "../paths/path.ts";
import type { ConstantQuestions } from "./conditions.ts";
import { type Knowledge, returned } from "./knowledge.ts";
import type { CallOutcome, MemoryFact } from "./outcomes.ts";
import { contradicts, type Value } from "./value.ts";

/** Turns paths of a function into those of its callers. */
export class ParameterNames {
  private readonly fn: FunctionModel;
  private readonly indices: ReadonlyMap<string, number>;
  /** The parameters that are the caller's own variables: C++ references, and all of a macro's. */
  private readonly references: ReadonlySet<string>;
  private readonly seen = new Map<string, Path>();
  private assigned: ReadonlyMap<string, readonly (Expr | undefined)[]> | undefined;
  private fields: ReadonlySet<string> | undefined;

  private readonly inObject: (path: Path) => Path;

  /** @param inObject what a path means whose root is a field of the method's object */
  constructor(fn: FunctionModel, inObject: (path: Path) => Path = (path) => path) {
    this.fn = fn;
    this.inObject = inObject;
    const { parameters, name: writtenName } = fn.definition;
    this.indices = new Map(
      parameters.flatMap(({ name }, index) => (name === undefined ? [] : [[name, index] as const])),
    );
    // The body of a macro is read as that of a function of another name.
    const isMacro = fn.name !== writtenName;
    this.references = new Set(
      parameters.flatMap(({ name, type }) => (name !== undefined && (isMacro || type.text.includes("&")) ? name : [])),
    );
  }

  /** Undefined for what callers cannot name: locals, parameters that get other values. */
  outside(path: Path | undefined): Path | undefined {
    if (path === undefined || path.root.startsWith("(")) {
      return undefined;
    }
    // `GetContext(Device)` is named by its arguments, `Locks[i]` by its index.
    if (namesWithin(path).some((name) => this.indices.has(name) || this.fn.locals.has(name))) {
      return undefined;
    }
    const index = this.indices.get(path.root);
    if (index !== undefined) {
      const isOther = this.assignedNames().has(path.root) && !this.references.has(path.root);
      return isOther ? undefined : { ...path, root: `$${index}`, names: [] };
    }
    return path.root.startsWith("#") || this.fn.locals.has(path.root) ? undefined : { ...path, names: [path.root] };
  }

  /**
   * What is known of the parameters: of each that still has the value it was given, because nothing else is put into it,
   * or nothing but constants that it does not have.
   */
  given(known: Knowledge, constants?: ConstantQuestions): CallOutcome<unknown>["given"] {
    return [...this.indices].flatMap(([name, argument]) => {
      const value = known.get(name)?.value;
      return value === undefined || this.mayBeAnother(name, value, constants) ? [] : { argument, value };
    });
  }

  private mayBeAnother(name: string, value: Value, constants: ConstantQuestions | undefined): boolean {
    return (this.assignedNames().get(name) ?? []).some((expr) => {
      const constant = expr && constants?.integer(expr);
      return constant === undefined || !contradicts({ equals: constant }, value);
    });
  }

  /** What is known of memory that callers can name: as it was found where nothing here stores to it, else as it is left. */
  memory(known: Knowledge): readonly MemoryFact[] {
    const facts: MemoryFact[] = [];
    const told = new Set<string>();
    const tell = (written: Path | undefined, value: Value | undefined): void => {
      const place = written && this.outside(this.inObject(written));
      if (place === undefined || !place.steps.includes("*") || told.has(pathText(place))) {
        return;
      }
      told.add(pathText(place));
      const field = place.steps.findLast((step) => step.startsWith(".")) ?? "*";
      facts.push({ place, value, when: this.storedFields().has(field) ? "after" : "before" });
    };
    for (const [key, { value }] of known) {
      tell(this.parse(key), value);
    }
    for (const field of this.fn.scope === undefined ? [] : this.storedFields()) {
      tell(this.parse(field.replace(/^\./, "")), undefined);
    }
    return facts.sort((a, b) => pathText(a.place).localeCompare(pathText(b.place), "en"));
  }

  /** Fields that the function stores to, `.Flag`; `*` where it stores through a pointer. */
  private storedFields(): ReadonlySet<string> {
    this.fields ??= fieldsStoredIn(this.fn);
    return this.fields;
  }

  /** The parameter that an expression names while it has the value that it was given. */
  parameter(expr: Expr): number | undefined {
    return expr.kind !== "name" || this.assignedNames().has(expr.name) ? undefined : this.indices.get(expr.name);
  }

  /** A place that outlives the function: behind a parameter, in the object, a global, or its result. */
  stored(text: string): Path | undefined {
    if (text === returned) {
      return { root: resultRoot, steps: [], names: [] };
    }
    const written = this.parse(text);
    const path = this.outside(written);
    const isCopy = this.indices.has(written?.root ?? "") && !this.references.has(written?.root ?? "");
    return isCopy && path?.steps.includes("*") !== true ? undefined : path;
  }

  /** The path that a text was made of, for the simple ones: names, `*p`, `&h`, `p->a.b`, `a.b`. */
  parse(text: string): Path | undefined {
    const known = this.seen.get(text);
    if (known !== undefined) {
      return known;
    }
    const match = /^([*&]?)([A-Za-z_]\w*)((?:->|\.)\w+)*$/.exec(text);
    const root = match?.[2];
    if (root === undefined) {
      return undefined;
    }
    const steps = [...text.slice((match?.[1] ?? "").length + root.length).matchAll(/(->|\.)(\w+)/g)].flatMap(
      ([, arrow, field]) => (arrow === "->" ? ["*", `.${field}`] : [`.${field}`]),
    );
    const prefix = match?.[1] ?? "";
    const path: Path = { root, steps: prefix === "" ? steps : [...steps, prefix], names: [root] };
    this.seen.set(text, path);
    return path;
  }

  /** With what is assigned, undefined for what is computed from the value before. */
  private assignedNames(): ReadonlyMap<string, readonly (Expr | undefined)[]> {
    this.assigned ??= assignedIn(this.fn);
    return this.assigned;
  }
}

/** The variables that a path's text names apart from its root: arguments of a call, indices. */
const namesWithin = ({ root, steps }: Path): readonly string[] =>
  [root.includes("(") ? root.slice(root.indexOf("(")) : "", ...steps.filter((step) => step.startsWith("["))].flatMap(
    (text) => text.match(/[A-Za-z_]\w*/g) ?? [],
  );

function assignedIn(fn: FunctionModel): ReadonlyMap<string, readonly (Expr | undefined)[]> {
  const values = new Map<string, (Expr | undefined)[]>();
  for (const [target, value] of assignmentsIn(fn)) {
    if (target.kind === "name") {
      const there = values.get(target.name);
      if (there === undefined) {
        values.set(target.name, [value]);
      } else {
        there.push(value);
      }
    }
  }
  return values;
}

/** Names alone may be fields of a method's object. */
function fieldsStoredIn(fn: FunctionModel): ReadonlySet<string> {
  const isOwn = (name: string): boolean => fn.locals.has(name) || fn.parameterNames.has(name);
  return new Set([
    ...fn.definition.initialisers.flatMap((each) =>
      each.kind === "init-list" && each.type ? `.${each.type.text}` : [],
    ),
    ...assignmentsIn(fn).flatMap(([target]) => {
      switch (target.kind) {
        case "member":
          return `.${target.name}`;
        case "name":
          return isOwn(target.name) ? [] : `.${target.name}`;
        default:
          return "*";
      }
    }),
  ]);
}

/** What a function stores to, and what it puts there: undefined for what is computed from the value before. */
function assignmentsIn(fn: FunctionModel): readonly (readonly [target: Expr, value: Expr | undefined])[] {
  const found: [Expr, Expr | undefined][] = [];
  walk(fn.definition.body, (node) => {
    if (node.kind === "assign") {
      found.push([node.left, node.op === "=" ? node.right : undefined]);
    } else if (node.kind === "postfix" || (node.kind === "unary" && /^(?:\+\+|--)$/.test(node.op))) {
      found.push([node.operand, undefined]);
    }
    return undefined;
  });
  return found;
}
