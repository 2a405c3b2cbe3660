/** What an allocator for SQLite does with the memory in front of its blocks, as far as its small functions show. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr, TypeName } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import { Sizes } from "../sizes/type-size.ts";
import { onlyValue } from "../values/resolve.ts";
import type { SqliteEnvironment } from "./environment.ts";
import { returnedValues } from "./returned.ts";

/** How a block lies in what the system's allocator gave: at its start, or behind a header. */
export interface BlockPlace {
  readonly how: "start" | "behind-header";
  /** Where the function says so. */
  readonly expr: Expr;
  /** The header's size on 64-bit processors, where it is known. */
  readonly bytes: number | undefined;
}

/** Where the blocks lie that an xMalloc gives back; undefined where that is not the same, and sure, for all of them. */
export function placeOfBlocks(malloc: FunctionModel, env: SqliteEnvironment): BlockPlace | undefined {
  const values = returnedValues(malloc).filter((value) => !isNothing(value, malloc, env));
  const places = values.map((value) => placeOfBlock(value, malloc, env));
  const [first] = places;
  return first !== undefined && places.every((place) => place?.how === first.how) ? first : undefined;
}

function placeOfBlock(expr: Expr, fn: FunctionModel, env: SqliteEnvironment): BlockPlace | undefined {
  const value = withoutCasts(expr);
  if (isAllocated(value, fn, env)) {
    return { how: "start", expr, bytes: 0 };
  }
  if (value.kind === "binary" && value.op === "+") {
    const base = withoutCasts(value.left);
    if (isAllocated(base, fn, env)) {
      const count = new Sizes(env, fn.file, fn).integer(value.right);
      const unit = elementSize(value.left, fn, env);
      return {
        how: "behind-header",
        expr,
        bytes: count === undefined || unit === undefined ? undefined : count * unit,
      };
    }
  }
  const indexed = value.kind === "unary" && value.op === "&" ? value.operand : undefined;
  return indexed?.kind === "index" && isAllocated(withoutCasts(indexed.object), fn, env)
    ? { how: "behind-header", expr, bytes: undefined }
    : undefined;
}

/** What an allocator of the system gives back, directly or through a variable that holds nothing else. */
function isAllocated(expr: Expr, fn: FunctionModel, env: SqliteEnvironment): boolean {
  const value = expr.kind === "name" ? onlyAllocation(expr.name, fn) : expr;
  return value?.kind === "call" && value.callee.kind === "name" && isAllocator(value.callee.name, env);
}

function onlyAllocation(name: string, fn: FunctionModel): Expr | undefined {
  const value = onlyValue(name, fn);
  return value && withoutCasts(value);
}

function isAllocator(name: string, { facts, unit }: SqliteEnvironment): boolean {
  const isPool = facts.poolFunction(name)?.action === "allocate";
  const isLinux = /^(?:kv?[mz]alloc|kvzalloc|vmalloc|vzalloc|kmalloc_array|kcalloc)$/.test(name);
  return (isPool || isLinux) && unit.signatures(name).length === 0;
}

/** What an xFree gives to the system: the block as it gets it, or what lies in front of it. */
export interface FreedPlace {
  readonly how: "start" | "behind-header";
  readonly expr: Expr;
  readonly callee: string;
}

/** Undefined where it frees nothing, or in several ways. */
export function placeOfFreed(free: FunctionModel, env: SqliteEnvironment): FreedPlace | undefined {
  const parameter = free.definition.parameters[0]?.name;
  const freed = free.calls.flatMap(({ name, expr }): (FreedPlace | undefined)[] => {
    const at = name === undefined ? undefined : freeArgument(name, env);
    const argument = at === undefined ? undefined : expr.args[at];
    if (name === undefined || parameter === undefined || argument === undefined) {
      return [];
    }
    const how = howFar(argument, parameter, free, 0);
    return [how && { how, expr: argument, callee: name }];
  });
  const [only, ...others] = freed;
  return others.length === 0 ? only : undefined;
}

function freeArgument(name: string, { facts, unit }: SqliteEnvironment): number | undefined {
  if (unit.signatures(name).length > 0) {
    return undefined;
  }
  const pool = facts.poolFunction(name);
  return pool?.action === "free"
    ? (pool.memoryParameter ?? 0)
    : /^(?:kfree|kvfree|vfree|kfree_sensitive)$/.test(name)
      ? 0
      : undefined;
}

function howFar(expr: Expr, parameter: string, fn: FunctionModel, depth: number): FreedPlace["how"] | undefined {
  const value = withoutCasts(expr);
  if (value.kind === "name") {
    if (value.name === parameter) {
      return isAssigned(parameter, fn) ? undefined : "start";
    }
    const given = depth < maximumDepth ? onlyValue(value.name, fn) : undefined;
    return given && howFar(given, parameter, fn, depth + 1);
  }
  if (value.kind === "binary" && value.op === "-") {
    return howFar(value.left, parameter, fn, depth + 1) === "start" ? "behind-header" : undefined;
  }
  const indexed = value.kind === "unary" && value.op === "&" ? value.operand : undefined;
  const isBefore = indexed?.kind === "index" && indexed.index.kind === "unary" && indexed.index.op === "-";
  return isBefore && howFar(indexed.object, parameter, fn, depth + 1) === "start" ? "behind-header" : undefined;
}

const maximumDepth = 8;

/** Whether a function gives its parameter another value. */
export const isAssigned = (parameter: string, fn: FunctionModel): boolean =>
  fn.uses.some((use) => {
    const parent = use.name === parameter ? fn.parentOf(use as Expr) : undefined;
    return (
      (parent?.kind === "assign" && parent.left === (use as Expr)) ||
      parent?.kind === "postfix" ||
      (parent?.kind === "unary" && /^(?:\+\+|--|&)$/.test(parent.op))
    );
  });

function isNothing(value: Expr, fn: FunctionModel, env: SqliteEnvironment): boolean {
  const expr = withoutCasts(value);
  return (expr.kind === "name" && /^(?:NULL|nullptr)$/.test(expr.name)) || env.integer(expr, fn) === 0;
}

export function withoutCasts(expr: Expr): Expr {
  return expr.kind === "cast" ? withoutCasts(expr.operand) : expr;
}

/** The bytes between one element and the next of what a pointer points to, on 64-bit processors. */
function elementSize(pointer: Expr, fn: FunctionModel, env: SqliteEnvironment): number | undefined {
  const type = pointer.kind === "cast" ? pointer.type : pointer.kind === "name" ? typeOf(pointer.name, fn) : undefined;
  const element = type && pointee(type);
  const size = element && new Sizes(env, fn.file, fn).ofType(element);
  return size?.exact === true ? size.bytes : undefined;
}

const typeOf = (name: string, fn: FunctionModel): TypeName | undefined => {
  const [variable, ...others] = fn.locals.get(name) ?? [];
  return others.length === 0 ? variable?.type : undefined;
};

/** `T` of `T *`; of a name for a pointer, `PBLOCK`, what is called the same without the P. */
function pointee(type: TypeName): TypeName | undefined {
  if (type.pointers === 1) {
    return { ...type, pointers: 0, text: type.text.replace(/\s*\*\s*$/, "") };
  }
  const name = /^P([A-Z]\w*)$/.exec(type.base)?.[1];
  return type.pointers > 1 || name === undefined ? undefined : { ...type, base: name, text: name };
}

/** Where an xMalloc keeps the size of a block. */
export interface SizeHeader {
  /** The type of a pointer to the header as the function spells it: `BLOCK *`, `PBLOCK`. */
  readonly pointer: string;
  readonly field: string;
}

/** The header right in front of the blocks, to a field of which the function writes the size that it is asked for. */
export function sizeHeaderOf(malloc: FunctionModel, env: SqliteEnvironment): SizeHeader | undefined {
  const place = placeOfBlocks(malloc, env);
  const returned = place && withoutCasts(place.expr);
  const base = returned?.kind === "binary" && env.integer(returned.right, malloc) === 1 ? returned.left : undefined;
  const type = base?.kind === "name" ? typeOf(base.name, malloc) : undefined;
  const size = malloc.definition.parameters[0]?.name;
  if (base?.kind !== "name" || type === undefined || size === undefined) {
    return undefined;
  }
  const fields = new Set<string>();
  walk(malloc.definition.body, (node) => {
    if (node.kind === "assign" && node.op === "=" && node.left.kind === "member" && node.left.arrow) {
      const value = withoutCasts(node.right);
      const object = withoutCasts(node.left.object);
      if (object.kind === "name" && object.name === base.name && value.kind === "name" && value.name === size) {
        fields.add(node.left.name);
      }
    }
    return undefined;
  });
  const [field, ...others] = fields;
  return field === undefined || others.length > 0 ? undefined : { pointer: pointerText(type), field };
}

/** `BLOCK *`, `PBLOCK`, as a cast has it. */
const pointerText = ({ tag, base, pointers }: TypeName): string =>
  `${tag === undefined ? "" : `${tag} `}${base}${pointers > 0 ? ` ${"*".repeat(pointers)}` : ""}`;
