/** Collects what a function or a variable's initialiser puts into fields and variables; plain numbers are left out. */
import type { Expr, InitListExpr, Node, Span, TypeName, VariableDecl } from "../../syntax/ast.ts";
import type { Place } from "../place.ts";
import { type Holder, type PlacedStore, positional, type Store } from "../stores.ts";

/** Where stores stand. */
export interface StoreSite {
  readonly file: string;
  readonly scope: string | undefined;
  /** The types of a variable of the function by its name; undefined for others. */
  typesOf(name: string): readonly TypeName[] | undefined;
  place(span: Span): Place;
}

type Target = Pick<Store, "target" | "holder">;

/** What a node of a function's body stores, apart from the nodes in it. */
export function storesAt(node: Node, site: StoreSite): readonly PlacedStore[] {
  const found: PlacedStore[] = [];
  switch (node.kind) {
    case "assign": {
      const target = node.op === "=" ? targetOf(node.left, site) : undefined;
      if (target !== undefined) {
        addValue(node.right, target, site, found);
      }
      break;
    }
    case "unary": {
      // Who has its address may store anything.
      const target = node.op === "&" ? targetOf(node.operand, site) : undefined;
      if (target !== undefined) {
        found.push({ ...target, value: undefined, ...where(site), place: site.place(node) });
      }
      break;
    }
    case "variable":
      if (node.init?.kind === "init-list") {
        addList(node.init, listHolder(node.type, undefined), isArray(node.type), site, found);
      }
      break;
    case "init-list":
      if (node.type !== undefined) {
        addList(node, listHolder(node.type, undefined), isArray(node.type), site, found);
      }
      break;
    default:
  }
  return found;
}

/** What a constructor's `: field(value)` stores. */
export function storesOfInitialiser(initialiser: Expr, site: StoreSite): readonly PlacedStore[] {
  const found: PlacedStore[] = [];
  if (initialiser.kind === "init-list" && initialiser.type !== undefined) {
    for (const { value } of initialiser.items) {
      addValue(value, { target: initialiser.type.text, holder: ofObject(site) }, site, found);
    }
  }
  return found;
}

/** What the initialiser of a variable at file scope stores. */
export function storesOfVariable({ name, type, init }: VariableDecl, site: StoreSite): readonly PlacedStore[] {
  const found: PlacedStore[] = [];
  if (init?.kind === "init-list") {
    addList(init, listHolder(type, name), isArray(type), site, found);
  } else if (init !== undefined) {
    addValue(init, { target: name, holder: undefined }, site, found);
  }
  return found;
}

/** What a macro's body may store, by its text: whatever its arguments are. */
export function storesInMacro(body: string, file: string, place: Place): readonly PlacedStore[] {
  const names = new Set([...body.matchAll(/(?:->|\.)\s*(\w+)\s*=(?!=)/g)].map(([, name = ""]) => name));
  return [...names].map((target) => ({ target, holder: nowhere, value: undefined, file, scope: undefined, place }));
}

const nowhere: Holder = { root: { by: "unknown", name: "" }, path: [], initialises: undefined };

const where = ({ file, scope }: StoreSite): Pick<Store, "file" | "scope"> => ({ file, scope });

const ofObject = ({ scope }: StoreSite): Holder => ({
  root: { by: "this", name: scope ?? "" },
  path: [],
  initialises: undefined,
});

const listHolder = ({ base }: TypeName, initialises: string | undefined): Holder => ({
  root: { by: "type", name: base },
  path: [],
  initialises,
});

const isArray = ({ pointers }: TypeName): boolean => pointers > 0;

/** The field or the variable that outlives the function, where an expression is one. */
function targetOf(expr: Expr, site: StoreSite): Target | undefined {
  if (expr.kind === "member") {
    return { target: expr.name, holder: holderOf(expr.object, site) };
  }
  return expr.kind === "name" && site.typesOf(expr.name) === undefined
    ? { target: expr.name, holder: site.scope === undefined ? undefined : ofObject(site) }
    : undefined;
}

function holderOf(object: Expr, site: StoreSite): Holder {
  const path: string[] = [];
  for (let expr = object; ; ) {
    switch (expr.kind) {
      case "member":
        path.unshift(expr.name);
        expr = expr.object;
        continue;
      case "index":
        expr = expr.object;
        continue;
      case "unary":
        if (expr.op !== "*" && expr.op !== "&") {
          return nowhere;
        }
        expr = expr.operand;
        continue;
      default: {
        const root = rootOf(expr, site);
        return root === undefined ? nowhere : { root, path, initialises: undefined };
      }
    }
  }
}

function rootOf(expr: Expr, site: StoreSite): Holder["root"] | undefined {
  switch (expr.kind) {
    case "cast":
      return { by: "type", name: expr.type.base };
    case "call":
      return expr.callee.kind === "name" ? { by: "result", name: expr.callee.name } : undefined;
    case "name": {
      if (expr.name === "this") {
        return { by: "this", name: site.scope ?? "" };
      }
      const types = site.typesOf(expr.name);
      if (types === undefined) {
        // In a method it may be a field too.
        return site.scope === undefined ? { by: "variable", name: expr.name } : undefined;
      }
      const [first] = types;
      return first !== undefined && types.every(({ base }) => base === first.base)
        ? { by: "type", name: first.base }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** Adds what a value may be, if that may be a function. */
function addValue(value: Expr, target: Target, site: StoreSite, found: PlacedStore[]): void {
  const add = (name: string | undefined): void => {
    found.push({ ...target, value: name, ...where(site), place: site.place(value) });
  };
  switch (value.kind) {
    case "name":
      if (!isNothing(value.name)) {
        add(site.typesOf(value.name) === undefined ? value.name : undefined);
      }
      break;
    case "cast":
      addValue(value.operand, target, site, found);
      break;
    case "unary":
      if (value.op === "&" && value.operand.kind === "name") {
        addValue(value.operand, target, site, found);
      } else if (value.op === "*") {
        add(undefined);
      }
      break;
    case "assign":
    case "comma":
      addValue(value.right, target, site, found);
      break;
    case "conditional":
      for (const choice of [value.whenTrue, value.whenFalse]) {
        if (choice !== undefined) {
          addValue(choice, target, site, found);
        }
      }
      break;
    case "member":
    case "index":
    case "call":
    case "lambda":
    case "statement-expr":
    case "unknown-expr":
      add(undefined);
      break;
    default:
    // A number, a text, something computed: no function.
  }
}

const isNothing = (name: string): boolean => /^(?:NULL|nullptr|TRUE|FALSE|true|false)$/.test(name);

function addList(list: InitListExpr, holder: Holder, elements: boolean, site: StoreSite, found: PlacedStore[]): void {
  if (elements) {
    for (const { value } of list.items) {
      if (value.kind === "init-list") {
        addList(value, holder, false, site, found);
      }
    }
    return;
  }
  // Designators without a list around them go on behind the field that they name, of which nobody here knows the number.
  let position: number | undefined = 0;
  for (const { designator, value } of list.items) {
    const steps =
      designator === undefined ? undefined : [...designator.matchAll(/\.(\w+)/g)].map(([, name = ""]) => name);
    const path: readonly string[] | undefined = steps ?? (position === undefined ? undefined : [`#${position}`]);
    position = steps === undefined && position !== undefined ? position + 1 : undefined;
    if (path === undefined || path.length === 0) {
      addValue(value, { target: positional, holder: nowhere }, site, found);
    } else if (value.kind === "init-list") {
      addList(value, { ...holder, path: [...holder.path, ...path] }, false, site, found);
    } else {
      const last = path.at(-1) ?? "";
      const target = last.startsWith("#")
        ? { target: positional, holder: { ...holder, path: [...holder.path, ...path] } }
        : { target: last, holder: { ...holder, path: [...holder.path, ...path.slice(0, -1)] } };
      addValue(value, target, site, found);
    }
  }
}
