/** What a VFS's xOpen takes the memory for that SQLite gives it for a file, of szOsFile bytes. */
import { fieldsOf, structureNamed } from "../../model/contracts/structures.ts";
import type { Place } from "../../model/place.ts";
import type { Expr, TypeName } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { SqliteEnvironment } from "./environment.ts";
import type { MethodTable } from "./method-tables.ts";
import { functionOf } from "./returned.ts";

export interface FileStructure {
  /** As xOpen names it: `QUIRKS_FILE`. */
  readonly name: string;
  /** All names of it. */
  readonly names: readonly string[];
  /** Where xOpen says so. */
  readonly at: Place;
  /** Whether it has members behind its `sqlite3_file`; undefined where the unit does not define it. */
  readonly isLarger: boolean | undefined;
}

/** Undefined where xOpen is not to be seen, treats the memory as several things, or as nothing but an `sqlite3_file`. */
export function fileStructureOf(vfs: MethodTable, env: SqliteEnvironment): FileStructure | undefined {
  const open = functionOf(vfs.members.get("xOpen"), env);
  const file = open?.definition.parameters[2]?.name;
  if (open === undefined || file === undefined) {
    return undefined;
  }
  const found = new Map<string, Written>();
  walk(open.definition.body, (node) => {
    const type =
      node.kind === "cast" && isName(node.operand, file)
        ? withTag(node.type)
        : node.kind === "call" && node.callee.kind === "name" && isContainer(node.callee.name)
          ? contained(node.args, file)
          : undefined;
    if (type !== undefined && type.base !== "" && type.base !== "sqlite3_file" && type.base !== "void") {
      found.set(type.base, { text: type.text, at: open.place(node) });
    }
    return undefined;
  });
  const [[name, written] = [undefined, undefined], ...others] = found;
  return name === undefined || written === undefined || others.length > 0 ? undefined : structure(name, written, env);
}

/** A type as xOpen spells it. */
interface Written {
  /** With its `struct`, without stars. */
  readonly text: string;
  readonly at: Place;
}

function structure(base: string, { text, at }: Written, env: SqliteEnvironment): FileStructure {
  const { names, record } = structureNamed(base, env.unit);
  const name = names.find((each) => isValueName(each, env)) ?? text;
  const fields = record === undefined ? [] : fieldsOf(record);
  const [first] = fields;
  const isDerived = record?.bases.some((base) => /(?:^|:)sqlite3_file$/.test(base)) === true;
  const beginsAsFile = first?.decl.type.base === "sqlite3_file" || first?.decl.type.base === "sqlite3_io_methods";
  const isLarger = record === undefined ? undefined : isDerived ? fields.length > 0 : beginsAsFile && fields.length > 1;
  return { name, names, at, isLarger: isDerived || beginsAsFile ? isLarger : undefined };
}

/** Whether a name is of the structure and of no pointer to it. */
function isValueName(name: string, { unit }: SqliteEnvironment): boolean {
  const typedefs = unit.typedefs(name);
  return typedefs.length > 0 && typedefs.every(({ decl }) => decl.type.pointers === 0);
}

const withTag = ({ base, tag }: TypeName): { readonly base: string; readonly text: string } => ({
  base,
  text: tag === undefined ? base : `${tag} ${base}`,
});

const isName = (expr: Expr, name: string): boolean =>
  expr.kind === "cast" ? isName(expr.operand, name) : expr.kind === "name" && expr.name === name;

const isContainer = (name: string): boolean => name === "CONTAINING_RECORD" || name === "container_of";

function contained([object, type]: readonly Expr[], file: string): ReturnType<typeof withTag> | undefined {
  if (object === undefined || !isName(object, file)) {
    return undefined;
  }
  return type?.kind === "name"
    ? { base: type.name, text: type.name }
    : type?.kind === "type"
      ? withTag(type.type)
      : undefined;
}
