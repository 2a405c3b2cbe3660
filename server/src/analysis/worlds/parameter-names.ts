/** What callers call the things that a function names: `$0` is the first argument. */
import type { FunctionModel } from "../../model/function.ts";
import { walk } from "../../syntax/walk.ts";
import { resultRoot } from "../paths/arguments.ts";
import type { Path } from "../paths/path.ts";
import { type Knowledge, returned } from "./knowledge.ts";
import type { CallOutcome } from "./outcomes.ts";

/** Turns paths of a function into those of its callers. */
export class ParameterNames {
  private readonly fn: FunctionModel;
  private readonly indices: ReadonlyMap<string, number>;
  /** The parameters that are the caller's own variables: C++ references, and all of a macro's. */
  private readonly references: ReadonlySet<string>;
  private readonly seen = new Map<string, Path>();
  private assigned: ReadonlySet<string> | undefined;

  constructor(fn: FunctionModel) {
    this.fn = fn;
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

  /** What is known of the parameters: of each that still has the value it was given. */
  given(known: Knowledge): CallOutcome<unknown>["given"] {
    return [...this.indices].flatMap(([name, argument]) => {
      const value = known.get(name)?.value;
      return value === undefined || this.assignedNames().has(name) ? [] : { argument, value };
    });
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

  private assignedNames(): ReadonlySet<string> {
    this.assigned ??= assignedIn(this.fn);
    return this.assigned;
  }
}

/** The variables that a path's text names apart from its root: arguments of a call, indices. */
const namesWithin = ({ root, steps }: Path): readonly string[] =>
  [root.includes("(") ? root.slice(root.indexOf("(")) : "", ...steps.filter((step) => step.startsWith("["))].flatMap(
    (text) => text.match(/[A-Za-z_]\w*/g) ?? [],
  );

function assignedIn(fn: FunctionModel): ReadonlySet<string> {
  const names = new Set<string>();
  walk(fn.definition.body, (node) => {
    const target =
      node.kind === "assign"
        ? node.left
        : node.kind === "postfix" || (node.kind === "unary" && /^(?:\+\+|--)$/.test(node.op))
          ? node.operand
          : undefined;
    if (target?.kind === "name") {
      names.add(target.name);
    }
    return undefined;
  });
  return names;
}
