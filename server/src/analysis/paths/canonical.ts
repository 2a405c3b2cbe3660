/** Paths of a function's expressions with its aliases followed: a local that is set once names what it was set to. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import { shadowedNames } from "../names/shadowing.ts";
import { isWritten, onlyValue } from "../values/resolve.ts";
import { extend, type Path, pathOf } from "./path.ts";

/** Aliases of aliases. */
const maximumDepth = 6;

/** The names of objects in one function; each local is followed once. */
export class ObjectNames {
  private readonly fn: FunctionModel;
  private readonly origins = new Map<string, Path | undefined>();
  private readonly shadowed: ReadonlySet<string>;
  private readonly isField: (name: string) => boolean;

  /** @param isField whether a name that is no variable of the function is a field of its object */
  constructor(fn: FunctionModel, isField: (name: string) => boolean = () => false) {
    this.fn = fn;
    this.isField = isField;
    this.shadowed = shadowedNames(fn);
  }

  /**
   * The path of an expression's value, `dev->Lock` as `Device->DeviceExtension->Lock` where `dev` was set once to
   * `Device->DeviceExtension`; undefined for values that are computed.
   */
  value(expr: Expr): Path | undefined {
    const path = pathOf(expr);
    return path && this.valueOf(path);
  }

  /**
   * The path of an expression as a place to store to: a local alone is itself, what is reached through one is named by
   * what it was set to.
   */
  place(expr: Expr): Path | undefined {
    const path = pathOf(expr);
    return path && this.placeOf(path);
  }

  /** See `value`, of a path as it is written. */
  valueOf(path: Path): Path | undefined {
    return this.shadowed.has(path.root) || isNull(path) ? undefined : this.followed(this.inObject(path), 0);
  }

  /** See `place`, of a path as it is written. */
  placeOf(path: Path): Path | undefined {
    return path.steps.every((step) => step === "&") && !this.shadowed.has(path.root)
      ? this.inObject(path)
      : this.valueOf(path);
  }

  /** A field that a method names alone is one of its object. */
  inObject(path: Path): Path {
    const { fn } = this;
    const { root, steps, names } = path;
    return fn.scope === undefined || fn.locals.has(root) || fn.parameterNames.has(root) || !this.isField(root)
      ? path
      : { root: "this", steps: ["*", `.${root}`, ...steps], names };
  }

  private followed(path: Path, depth: number): Path | undefined {
    const origin = this.originOf(path.root, depth);
    const whole = origin && extend(origin, path.steps);
    // An assignment to the alias makes it another thing too: it may stand in a loop.
    return whole === undefined ? path : { ...whole, names: [...whole.names, ...path.names] };
  }

  private originOf(name: string, depth: number): Path | undefined {
    const { fn, origins } = this;
    if (origins.has(name) || depth > maximumDepth || !fn.locals.has(name)) {
      return origins.get(name);
    }
    const value = onlyValue(name, fn);
    const written = value && pathOf(value);
    // A variable that is NULL at first, and filled by a call, is itself.
    const isObject = written !== undefined && !isNull(written);
    const followed = isObject ? this.followed(this.inObject(written), depth + 1) : undefined;
    const origin = followed?.names.every((each) => each === name || this.isSteady(each)) ? followed : undefined;
    origins.set(name, origin);
    return origin;
  }

  /** Whether a name means the same all through the function. */
  private isSteady(name: string): boolean {
    const { fn } = this;
    return fn.locals.has(name)
      ? onlyValue(name, fn) !== undefined
      : !fn.parameterNames.has(name) || !isWritten(name, fn);
  }
}

/** No object is behind NULL. */
const isNull = ({ root }: Path): boolean => root === "NULL" || root === "nullptr";
