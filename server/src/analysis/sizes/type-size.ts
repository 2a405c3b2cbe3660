/**
 * How many bytes a variable takes on a 64-bit processor, as far as the unit's declarations and the facts tell: what is
 * not known counts as nothing, so that a variable takes at least what is said.
 */
import { lastName } from "../../model/contracts/structures.ts";
import { typeAliases } from "../../model/contracts/type-aliases.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { UnitSymbol } from "../../model/symbols.ts";
import type {
  ArrayMarks,
  Expr,
  RecordDecl,
  SizeofExpr,
  TypedefDecl,
  TypeName,
  VariableDecl,
} from "../../syntax/ast.ts";
import { integerValue } from "../values/integers.ts";
import { builtInName } from "./built-in.ts";
import { platformOf, type SizeEnvironment } from "./environment.ts";
import { layoutOf } from "./layout.ts";
import { type Size, times, unknownSize } from "./size.ts";

const pointerSize: Size = { bytes: 8, align: 8, exact: true };

/** Types that are made of types, and lengths that hang on sizes: what goes deeper is unknown. */
const maximumDepth = 24;
/** Types that each hold two of the next one double at each step: what takes more steps is unknown. */
const maximumSteps = 10_000;
/** No array of a driver is longer; a larger number was not meant as a length, or was misread. */
const maximumLength = 2 ** 31;

/** How far a question has led; shared by the files that it leads to. */
interface Progress {
  depth: number;
  stepsLeft: number;
}

/** Asks for sizes in one file of a unit, under one function's names where there is a function. */
export class Sizes {
  private readonly env: SizeEnvironment;
  private readonly fn: FunctionModel | undefined;
  private readonly file: string;
  private readonly progress: Progress;

  constructor(env: SizeEnvironment, file: string, fn?: FunctionModel, progress: Progress = { depth: 0, stepsLeft: 0 }) {
    this.env = env;
    this.file = file;
    this.fn = fn;
    this.progress = progress;
  }

  /** The object that a declaration makes; a reference is a pointer, and a function takes nothing. */
  ofVariable(decl: VariableDecl): Size {
    const { type, init } = decl;
    const { array } = type;
    if (array === undefined) {
      return decl.functionPointer === undefined ? this.ofType(type) : pointerSize;
    }
    const isOfPointers = array.ofPointers || decl.functionPointer !== undefined;
    return times(isOfPointers ? pointerSize : this.ofElement(type), this.lengthOf(array, init, type));
  }

  /** How many elements a variable has; 1 where it is no array, undefined where nobody knows. */
  countOf({ type, init }: VariableDecl): number | undefined {
    return type.array === undefined ? 1 : this.lengthOf(type.array, init, type);
  }

  /** `sizeof` of the type. */
  ofType(type: TypeName): Size {
    const { array } = type;
    if (array !== undefined) {
      return times(array.ofPointers ? pointerSize : this.ofElement(type), this.lengthOf(array, undefined, type));
    }
    return type.pointers > 0 || type.text.endsWith("&") ? pointerSize : this.ofElement(type);
  }

  /** A constant as the compiler computes it, sizes of types in it included. */
  integer(expr: Expr): number | undefined {
    const { facts, unit } = this.env;
    const platform = platformOf(this.file, this.env);
    return integerValue(
      expr,
      this.fn,
      unit,
      (name) => facts.lengthConstant(name, platform),
      (asked) => this.deeper(() => this.ofSizeof(asked), undefined),
    );
  }

  private ofSizeof({ op, type, operand }: SizeofExpr): number | undefined {
    if (op !== "sizeof") {
      return undefined;
    }
    const size =
      type !== undefined
        ? this.ofType(type)
        : operand?.kind === "name"
          ? this.ofName(operand.name)
          : operand?.kind === "string"
            ? times(this.ofCharacter(operand.parts), characters(operand.parts))
            : unknownSize;
    return size.exact ? size.bytes : undefined;
  }

  /** Of a variable of the function, else of a type: `sizeof(NAME)` is read as either. */
  private ofName(name: string): Size {
    const locals = this.fn?.locals.get(name);
    if (locals !== undefined || this.fn?.parameterNames.has(name) === true) {
      const [only, ...others] = locals ?? [];
      return only === undefined || others.length > 0 ? unknownSize : this.ofVariable(only);
    }
    return this.env.unit.variables(name).length > 0 ? unknownSize : this.named(name, undefined);
  }

  private ofElement(type: TypeName): Size {
    return this.deeper(() => this.named(type.base, type.tag), unknownSize);
  }

  private named(name: string, tag: TypeName["tag"]): Size {
    const { facts, unit } = this.env;
    const platform = platformOf(this.file, this.env);
    if (tag === "enum") {
      return this.enumSize();
    }
    const plain = lastName(name);
    const { names, typedefs } = tag === undefined ? typeAliases(plain, unit) : { names: [], typedefs: [] };
    const declared = [
      ...typedefs.filter((symbol) => symbol.name === plain).map((symbol) => this.ofTypedef(symbol)),
      ...unit.records(plain).flatMap((symbol) => (isDefined(symbol) ? this.ofRecord(symbol) : [])),
    ];
    if (declared.length > 0) {
      // What is defined more than once is at least the smallest of them.
      return declared.reduce((least, size) => (size.bytes < least.bytes ? { ...size, exact: false } : least));
    }
    const [, alias] = names;
    if (alias !== undefined) {
      return this.deeper(() => this.named(alias, undefined), unknownSize);
    }
    if (unit.macros(plain).length > 0) {
      return unknownSize;
    }
    const spelled = builtInName(plain) ?? plain.replace(/^_(?=[A-Z])/, "");
    const known = facts.typeSize(spelled, platform);
    if (known !== undefined) {
      return { ...known, exact: true };
    }
    const isPointer = platform === "windows" && /^P[A-Z]/.test(plain) && facts.typeSize(plain.slice(1), platform);
    return isPointer ? pointerSize : unknownSize;
  }

  private ofTypedef({ file, anchor, decl }: UnitSymbol<TypedefDecl>): Size {
    const { type } = decl;
    if (decl.functionParameters !== undefined) {
      return type.pointers > 0 || type.array !== undefined || /\(\s*\*|\*\)/.test(type.text)
        ? pointerSize
        : unknownSize;
    }
    const inside = this.in(file);
    if (type.base !== "" || type.pointers > 0) {
      return inside.deeper(() => inside.ofType(type), unknownSize);
    }
    if (type.tag === "enum") {
      return this.enumSize();
    }
    // `typedef struct { ... } NAME;`: the record without a name in the same declaration.
    const record = this.env.unit.records("").find((symbol) => symbol.anchor === anchor);
    return record === undefined ? unknownSize : this.ofRecord(record);
  }

  private ofRecord(symbol: UnitSymbol<RecordDecl>): Size {
    const inside = this.in(symbol.file);
    return inside.deeper(() => layoutOf(symbol, inside, this.env), unknownSize);
  }

  /** C++ lets an enumeration have a smaller type, C does not. */
  private enumSize(): Size {
    return this.env.unit.file(this.file)?.language === "c"
      ? { bytes: 4, align: 4, exact: true }
      : { bytes: 1, align: 1, exact: false };
  }

  private lengthOf({ lengths }: ArrayMarks, init: Expr | undefined, type: TypeName): number | undefined {
    let product = 1;
    for (const [index, expr] of lengths.entries()) {
      const length =
        expr !== undefined
          ? this.integer(expr)
          : index === 0 && init !== undefined
            ? initialised(init, type)
            : undefined;
      if (length === undefined || !(length >= 0 && length < maximumLength)) {
        return undefined;
      }
      product *= length;
    }
    return product < maximumLength ? product : undefined;
  }

  private ofCharacter(parts: readonly string[]): Size {
    const wide = parts.some((part) => part.startsWith("L"));
    const isWindows = platformOf(this.file, this.env) === "windows";
    const bytes = wide ? (isWindows ? 2 : 4) : 1;
    return { bytes, align: bytes, exact: parts.every((part) => /^L?"/.test(part)) };
  }

  /** Asks in another file, where no function's names hold. */
  private in(file: string): Sizes {
    return new Sizes(this.env, file, undefined, this.progress);
  }

  private deeper<T>(work: () => T, unknown: T): T {
    const { progress } = this;
    if (progress.depth === 0) {
      progress.stepsLeft = maximumSteps;
    }
    if (progress.depth >= maximumDepth || --progress.stepsLeft < 0) {
      return unknown;
    }
    progress.depth++;
    try {
      return work();
    } finally {
      progress.depth--;
    }
  }
}

const isDefined = ({ decl }: UnitSymbol<RecordDecl>): boolean => decl.members.length > 0 || decl.bases.length > 0;

/** The length that an initialiser gives an array without one. */
function initialised(init: Expr, type: TypeName): number | undefined {
  if (init.kind === "string") {
    return characters(init.parts);
  }
  const isList = init.kind === "init-list" && init.type === undefined && !init.elided;
  const isPlain = isList && init.items.every(({ designator }) => designator === undefined);
  const [first, ...others] = isPlain ? init.items : [];
  // `{ "text" }` initialises an array of characters too.
  const isText = first?.value.kind === "string" && others.length === 0 && type.pointers === 1;
  return isPlain && !isText ? init.items.length : undefined;
}

/** With the zero at the end. */
const characters = (parts: readonly string[]): number =>
  parts.reduce((sum, part) => {
    const inside = part.slice(part.indexOf('"') + 1, -1);
    return sum + inside.replace(/\\(?:x[0-9a-fA-F]+|[0-7]{1,3}|.)/gs, ".").length;
  }, 1);
