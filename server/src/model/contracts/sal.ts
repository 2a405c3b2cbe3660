/**
 * The contract that annotations give a function: those of its definition and of all its declarations in the unit,
 * each with where it stands.
 */
import { levelRank } from "../../facts/index.ts";
import type { FunctionHead, Prototype } from "../../syntax/ast.ts";
import type { ConventionRecord, SalRecord } from "../../syntax/side-table.ts";
import type { FunctionModel } from "../function.ts";
import type { Place } from "../place.ts";
import type { HeadSymbol, UnitSymbol } from "../symbols.ts";
import type { UnitModel } from "../unit-model.ts";
import { declarationsOf, placeIn } from "./declarations.ts";
import { currentValue, type LevelTerm, type MacroBody, parseAnnotation, type SalTerm } from "./sal-terms.ts";
import { typeAliases } from "./type-aliases.ts";

/** What an annotation was written on; `role-type` is the typedef of a role declaration. */
export type SalOrigin = "definition" | "prototype" | "role-declaration" | "role-type";

export interface SalContract {
  readonly term: SalTerm;
  /** When it holds, in the definition's parameter names; undefined for always. */
  readonly condition: string | undefined;
  /** Index of the parameter it is about; undefined where it is about the function or its return value. */
  readonly parameter: number | undefined;
  /** What `_At_` around it names, in the definition's parameter names. */
  readonly target: string | undefined;
  readonly origin: SalOrigin;
  /** The annotation as written, which may be a macro of the unit. */
  readonly name: string;
  readonly place: Place;
}

export interface FunctionSal {
  /** The definition's first, then the declarations'. */
  readonly contracts: readonly SalContract[];
  /** `_Use_decl_annotations_` stands on the definition: the declarations' annotations are its own. */
  readonly usesDeclarations: boolean;
  /** Whether the unit declares the function apart from its definition. */
  readonly declared: boolean;
}

/** A function's annotations; depends on its head and on the unit's interface. */
export function salOf(fn: FunctionModel, unit: UnitModel): FunctionSal {
  const macro = macroBodies(unit);
  const { prototypes, roles } = declarationsOf(fn, unit);
  const head = fn.definition;
  const types = roles.flatMap(({ decl }) => typeAliases(decl.type.base, unit).typedefs);
  const definition = {
    file: fn.file,
    anchor: fn.anchor,
    decl: head,
    annotations: fn.annotations,
    conventions: fn.conventions,
    parameterAnnotations: fn.parameterAnnotations,
  };
  return {
    contracts: [
      ...contractsOf(definition, "definition", head, macro),
      ...prototypes.flatMap((symbol) => contractsOf(symbol, "prototype", head, macro)),
      ...roles.flatMap((symbol) => contractsOf(symbol, "role-declaration", head, macro)),
      ...types.flatMap((symbol) => contractsOf(symbol, "role-type", head, macro)),
    ],
    usesDeclarations: fn.annotations.some(({ name }) => name === "_Use_decl_annotations_"),
    declared: prototypes.length + roles.length > 0,
  };
}

/** The annotations of a prototype by itself, for functions that the unit calls and does not define. */
export function salOfPrototype(symbol: HeadSymbol<Prototype>, unit: UnitModel): readonly SalContract[] {
  return contractsOf(symbol, "prototype", symbol.decl, macroBodies(unit));
}

/** One bound of the levels at which a function may be entered, with the contract that says so. */
export interface LevelBound {
  readonly level: NonNullable<LevelTerm["level"]>;
  readonly contract: SalContract;
}

/**
 * The levels at which a function may be entered by its unconditional annotations: the highest minimum and the lowest
 * maximum; undefined where none is known.
 */
export function entryLevels(contracts: readonly SalContract[]): {
  readonly min: LevelBound | undefined;
  readonly max: LevelBound | undefined;
} {
  let min: LevelBound | undefined;
  let max: LevelBound | undefined;
  for (const contract of contracts) {
    const { term, condition } = contract;
    if (!("level" in term) || term.level.level === undefined || condition !== undefined) {
      continue;
    }
    const { level } = term.level;
    const exact = term.kind === "irql-exact";
    if ((exact || term.kind === "irql-min") && (min === undefined || levelRank(level) > levelRank(min.level))) {
      min = { level, contract };
    }
    // What holds in all of a function holds at its entry.
    const isMaximum = exact || term.kind === "irql-max" || term.kind === "irql-always-max";
    if (isMaximum && (max === undefined || levelRank(level) < levelRank(max.level))) {
      max = { level, contract };
    }
  }
  return { min, max };
}

/** The bodies of a unit's macros; undefined where several definitions differ. */
function macroBodies(unit: UnitModel): MacroBody {
  return (name) => {
    const [first, ...others] = unit.macros(name);
    return first === undefined || others.some(({ macro }) => macro.body !== first.macro.body) ? undefined : first.macro;
  };
}

/** A head with its annotations, of a definition, a prototype, a role declaration or a typedef. */
interface Annotated extends Pick<UnitSymbol<never>, "file" | "anchor"> {
  readonly decl: Partial<FunctionHead>;
  readonly annotations: readonly SalRecord[];
  readonly conventions: readonly ConventionRecord[];
  readonly parameterAnnotations?: readonly (readonly SalRecord[])[];
}

function contractsOf(
  symbol: Annotated,
  origin: SalOrigin,
  definition: FunctionHead,
  macro: MacroBody,
): readonly SalContract[] {
  const contracts: SalContract[] = [];
  const rename = renaming(symbol.decl, definition);
  const add = (record: SalRecord | ConventionRecord, parameter: number | undefined): void => {
    const args = record.kind === "sal" ? record.args : undefined;
    for (const { term, condition, target } of parseAnnotation(record.name, args, macro)) {
      const named = parameter === undefined ? undefined : definition.parameters[parameter]?.name;
      contracts.push({
        term:
          "lock" in term ? { ...term, lock: term.lock === currentValue && named ? named : rename(term.lock) } : term,
        condition: condition && rename(condition),
        parameter,
        target: target && rename(target),
        origin,
        name: record.name,
        place: placeIn(symbol, record),
      });
    }
  };
  for (const record of [...symbol.annotations, ...symbol.conventions]) {
    add(record, undefined);
  }
  for (const [index, records] of (symbol.parameterAnnotations ?? []).entries()) {
    for (const record of records) {
      add(record, index);
    }
  }
  return contracts;
}

/** Puts the definition's parameter names where a declaration uses its own. */
function renaming({ parameters = [] }: Partial<FunctionHead>, definition: FunctionHead): (text: string) => string {
  const names = new Map<string, string>();
  for (const [index, { name }] of parameters.entries()) {
    const own = definition.parameters[index]?.name;
    if (name !== undefined && own !== undefined && name !== own) {
      names.set(name, own);
    }
  }
  return names.size === 0
    ? (text) => text
    : (text) => text.replace(/(?<![\w.]|->\s*)[A-Za-z_]\w*/g, (word) => names.get(word) ?? word);
}
