/**
 * Names for objects: which thing an expression speaks of, written so that expressions that speak of the same thing read
 * the same (`(*p).Lock`, `p->Lock`, `(&*p)->Lock`).
 */
import type { Expr } from "../../syntax/ast.ts";

/**
 * `*` and `&`, `.field`, `[index]` (the index as written): what is done to the root's value, in this order. `p->Lock` is
 * `p`, `*`, `.Lock`. No `*` and `&` stand beside each other.
 */
export interface Path {
  /** A variable, `this`, a parameter of a summary (`$0`), or a call that always gives the same (`GetContext(Device)`). */
  readonly root: string;
  readonly steps: readonly string[];
  /** The variables it is read through, the root's own among them: an assignment to one makes it another thing. */
  readonly names: readonly string[];
}

/** Longer chains name nothing that somebody would recognise. */
const maximumSteps = 12;

/** The path of an expression's value; undefined where it is computed. Casts and parentheses are looked through. */
export function pathOf(expr: Expr): Path | undefined {
  switch (expr.kind) {
    case "name":
      return { root: expr.name, steps: [], names: [expr.name] };
    case "cast":
      return pathOf(expr.operand);
    case "member": {
      const object = pathOf(expr.object);
      return extend(object, expr.arrow ? ["*", `.${expr.name}`] : [`.${expr.name}`]);
    }
    case "index": {
      const object = pathOf(expr.object);
      const index = indexText(expr.index);
      return object && index && withNames(step(object, `[${index.text}]`), index.names);
    }
    case "unary": {
      const operand = expr.op === "*" || expr.op === "&" ? pathOf(expr.operand) : undefined;
      return operand && step(operand, expr.op);
    }
    case "call":
      return callPath(expr);
    default:
      return undefined;
  }
}

/** What a pointer points to. */
export const pointee = (path: Path | undefined): Path | undefined => path && step(path, "*");

/** The value of something that is reached from here: `Device` and `*`, `.Lock` is `Device->Lock`. */
export function extend(path: Path | undefined, steps: readonly string[]): Path | undefined {
  let extended = path;
  for (const each of steps) {
    extended = extended && step(extended, each);
  }
  return extended;
}

/** As C would write it; equal for equal paths. */
export function pathText({ root, steps }: Path): string {
  let text = root;
  let isPrefixed = false;
  for (const [at, each] of steps.entries()) {
    if (each === "*" && steps[at + 1]?.startsWith(".")) {
      text = `${isPrefixed ? `(${text})` : text}->`;
      isPrefixed = false;
    } else if (each === "*" || each === "&") {
      text = `${each}${text}`;
      isPrefixed = true;
    } else {
      text = `${isPrefixed ? `(${text})` : text}${text.endsWith("->") ? each.slice(1) : each}`;
      isPrefixed = false;
    }
  }
  return text;
}

function step(path: Path, next: string): Path | undefined {
  const last = path.steps.at(-1);
  if ((next === "*" && last === "&") || (next === "&" && last === "*")) {
    return { ...path, steps: path.steps.slice(0, -1) };
  }
  return path.steps.length >= maximumSteps ? undefined : { ...path, steps: [...path.steps, next] };
}

const withNames = (path: Path | undefined, names: readonly string[]): Path | undefined =>
  path && { ...path, names: [...path.names, ...names] };

function indexText(expr: Expr): { readonly text: string; readonly names: readonly string[] } | undefined {
  if (expr.kind === "number" || expr.kind === "char") {
    return { text: expr.text, names: [] };
  }
  const path = pathOf(expr);
  return path && { text: pathText(path), names: path.names };
}

/** What is taken from a list, looked up or made anew is another object each time. */
const givesAnother =
  /Alloc|Create|New|Clone|Open|Next|First|Last|Head|Tail|Remove|Pop|Dequeue|Pull|Insert|Find|Lookup|Search|Free|Exchange/;

/** `GetDeviceContext(Device)`: two calls with the same arguments give the same object, or the driver would be lost too. */
function callPath({ callee, args }: Extract<Expr, { kind: "call" }>): Path | undefined {
  if (callee.kind !== "name" || args.length > 3 || givesAnother.test(callee.name)) {
    return undefined;
  }
  const texts: string[] = [];
  const names: string[] = [];
  for (const arg of args) {
    const path = indexText(arg);
    if (path === undefined && arg.kind !== "type") {
      return undefined;
    }
    texts.push(path?.text ?? (arg.kind === "type" ? arg.type.text : ""));
    names.push(...(path?.names ?? []));
  }
  return { root: `${callee.name}(${texts.join(", ")})`, steps: [], names };
}
