/** What stands where a pool tag is wanted: its value, or that it is no tag at all. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr, TypeName } from "../../syntax/ast.ts";
import { characterCodes } from "../values/integers.ts";
import type { Step } from "../values/resolve.ts";
import type { PoolEnvironment } from "./environment.ts";

interface Origin {
  /** The literal or name at the end of the way. */
  readonly leaf: Expr;
  readonly via: readonly Step[];
}

/** A value that a tag argument may have. `text` is for messages. */
export type TagReading = Origin &
  (
    | { readonly kind: "value"; readonly value: number }
    | { readonly kind: "string"; readonly text: string }
    | { readonly kind: "pointer"; readonly text: string }
    | { readonly kind: "too-long"; readonly text: string }
  );

export interface TagReadings {
  /** What is known of the values it may have; unknown ones are left out. */
  readonly readings: readonly TagReading[];
  /** Whether it is one of the readings on every path. */
  readonly complete: boolean;
}

/** What an expression gives as a pool tag, for each value that it may have. */
export function readTag(expr: Expr, fn: FunctionModel, env: PoolEnvironment): TagReadings {
  const { leaves, complete } = env.resolve(expr, fn);
  const readings = leaves.flatMap((leaf) => read(leaf.expr, leaf.via, fn, env) ?? []);
  return { readings, complete: complete && readings.length === leaves.length };
}

/** The tag's value where it is the same on every path. 'abcd' is 0x61626364, as MSVC has it. */
export function tagValue(expr: Expr, fn: FunctionModel, env: PoolEnvironment): number | undefined {
  const value = env.integer(expr, fn);
  return value === undefined ? undefined : value >>> 0;
}

function read(leaf: Expr, via: readonly Step[], fn: FunctionModel, env: PoolEnvironment): TagReading | undefined {
  switch (leaf.kind) {
    case "string":
      return { kind: "string", leaf, via, text: leaf.parts.join(" ") };
    case "char": {
      const codes = characterCodes(leaf.text);
      if (codes !== undefined && codes.length > 4) {
        return { kind: "too-long", leaf, via, text: leaf.text };
      }
      break;
    }
    case "name": {
      const type = typeOfName(leaf.name, fn, env);
      if (type !== undefined && isPointer(type)) {
        return { kind: "pointer", leaf, via, text: leaf.name };
      }
      break;
    }
    case "unary":
      if (leaf.op === "&") {
        return { kind: "pointer", leaf, via, text: fn.text(leaf) };
      }
      break;
  }
  const value = tagValue(leaf, fn, env);
  return value === undefined ? undefined : { kind: "value", leaf, via, value };
}

const pointerTypes: ReadonlySet<string> = new Set(["PCHAR", "PSTR", "PCSTR", "LPSTR", "LPCSTR", "PCCHAR", "PUCHAR"]);

const isPointer = (type: TypeName): boolean => type.pointers > 0 || pointerTypes.has(type.base);

/** The type that a name is declared with where it is used: a local, a parameter or a variable of the unit. */
function typeOfName(name: string, fn: FunctionModel, env: PoolEnvironment): TypeName | undefined {
  const locals = fn.locals.get(name);
  if (locals !== undefined) {
    return locals.length === 1 ? locals[0]?.type : undefined;
  }
  const parameter = fn.definition.parameters.find((candidate) => candidate.name === name);
  if (parameter !== undefined) {
    return parameter.type;
  }
  const [variable] = env.unit.macros(name).length > 0 ? [] : env.unit.variables(name);
  return variable?.decl.type;
}

/** Whether a value may be a tag: each of its bytes a character from 0x20 to 0x7E, unused high bytes zero. */
export function isPrintableTag(value: number): boolean {
  return value !== 0 && bytesOf(value).every((byte) => byte >= 0x20 && byte <= 0x7e);
}

/** A tag as its source would have it: 'abcd'; a number where it is not printable. */
export function formatTag(value: number): string {
  const isPlain = isPrintableTag(value);
  return isPlain ? `'${String.fromCharCode(...bytesOf(value))}'` : `0x${value.toString(16).toUpperCase()}`;
}

/** The bytes from the highest that is not zero. */
function bytesOf(value: number): number[] {
  const bytes = [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? [] : bytes.slice(first);
}
