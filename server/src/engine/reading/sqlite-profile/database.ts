/** The database that the driver reads: an array in its image, a file that the kernel reads, or none yet. */
import type { DeclarationModel, FileModel } from "../../../model/file.ts";
import type { FunctionModel } from "../../../model/function.ts";
import { rangeOf, type TextRange } from "../../report.ts";
import { type Assessment, listed } from "./assessment.ts";
import { missing } from "./set-up.ts";
import { callEvidence, type SqliteUnit } from "./sqlite-unit.ts";
import type { Evidence } from "./step.ts";

interface EmbeddedArray {
  readonly name: string;
  readonly at: TextRange;
}

export function database(unit: SqliteUnit): Assessment {
  const arrays = unit.files.flatMap(embeddedArrays);
  const readers = unit.methods("file", "vfs");
  const deserialized = unit.callsOf("sqlite3_deserialize");
  const named = [
    ...readers.flatMap(({ uses }) => uses.map(({ name }) => name)),
    ...deserialized.flatMap((call) => call.arguments.flatMap(({ name }) => name ?? [])),
  ];
  if (arrays.length > 0) {
    return ofArrays(unit, arrays, new Set(named), deserialized.map(callEvidence));
  }
  const elsewhere = declaredElsewhere(unit, named);
  if (elsewhere.length > 0) {
    return {
      state: "unknown",
      sentence: `${listed(elsewhere.map(({ text }) => text))} is declared here and defined elsewhere: what is in it cannot be seen from the sources.`,
      details: ['An object that is made of a database begins with the bytes "SQLite format 3"; look at it there.'],
      evidence: elsewhere,
    };
  }
  const [reading] = unit.methods("file", "vfs").flatMap((fn) => fileCalls(fn));
  if (reading !== undefined) {
    return { state: "done", sentence: `The database is a file, which ${reading.text} reads.`, evidence: [reading] };
  }
  const opened = unit.callsOf(/^sqlite3_open(?:16|_v2)?$/);
  if (opened.length > 0 && opened.every((call) => call.arguments[0]?.text === ":memory:")) {
    return {
      state: "done",
      sentence: "The database is made in memory, and none is embedded.",
      evidence: opened.map(callEvidence),
    };
  }
  const isRegistered = unit.callsOf("sqlite3_vfs_register").length > 0;
  if (isRegistered && !unit.tablesOf("vfs").some(({ functions }) => functions.has("xOpen"))) {
    return {
      state: "unknown",
      sentence: "Where SQLite's files come from cannot be seen from the sources: no xOpen of a file system is seen.",
    };
  }
  return missing(
    unit,
    undefined,
    "No database is embedded: no array of the driver begins as an SQLite database does.",
    "A driver has no file at hand when it starts: driverlens embed makes an array of a database.",
  );
}

function ofArrays(
  unit: SqliteUnit,
  arrays: readonly EmbeddedArray[],
  named: ReadonlySet<string>,
  calls: readonly Evidence[],
): Assessment {
  const isUsed = ({ name }: EmbeddedArray): boolean => named.has(name) || unit.context.unit.usedAsValue(name);
  const used = arrays.filter(isUsed);
  const evidence = [...(used.length > 0 ? used : arrays).map(({ name, at }) => ({ text: name, at })), ...calls];
  return used.length > 0
    ? { state: "done", sentence: `The database is in the image: ${listed(used.map(({ name }) => name))}.`, evidence }
    : {
        state: "wrong",
        sentence: `Nothing reads ${listed(arrays.map(({ name }) => name))}, which holds a database.`,
        evidence,
      };
}

/** "SQLite format 3" and the zero behind it: the first 16 bytes of every database file. */
const magic = [..."SQLite format 3\0"].map((sign) => sign.charCodeAt(0));

/** What a list of 16 numbers takes at most, comments and all. */
const headLength = 600;

function embeddedArrays({ path, declarations }: FileModel): readonly EmbeddedArray[] {
  return declarations.flatMap((declaration): readonly EmbeddedArray[] => {
    const { symbols, syntax } = declaration;
    if (syntax.errors.length > 0 && symbols.variables.length === 0) {
      return unreadArray(declaration, path);
    }
    return symbols.variables.flatMap(({ name, decl, anchor }): readonly EmbeddedArray[] => {
      const { init } = decl;
      const isArray = init?.kind === "init-list" || init?.kind === "string";
      if (!isArray || decl.type.pointers === 0) {
        return [];
      }
      const head = declaration.text({ start: init.start, end: Math.min(init.end, init.start + headLength) });
      return beginsAsDatabase(head) ? [{ name, at: rangeOf({ file: path, anchor, ...decl.nameSpan }) }] : [];
    });
  });
}

/** A declaration that is too long to be read may be nothing but a database. */
function unreadArray(declaration: DeclarationModel, path: string): readonly EmbeddedArray[] {
  const head = declaration.text({ start: 0, end: Math.min(declaration.length, 2 * headLength) });
  const match = /(\w+)\s*\[[^\]]*\][^={;]*=\s*(?=[{"])/.exec(head);
  const name = match?.[1];
  if (match === null || name === undefined || !beginsAsDatabase(head.slice(match.index + match[0].length))) {
    return [];
  }
  const start = declaration.start + match.index;
  return [{ name, at: { path, start, end: start + name.length } }];
}

/** Whether an initialiser's text begins with a database's first bytes, as numbers, characters or one string. */
function beginsAsDatabase(text: string): boolean {
  if (/^\{?\s*(?:u8)?"SQLite format 3/.test(text)) {
    return true;
  }
  const plain = text.replace(/\/\*.*?(?:\*\/|$)|\/\/.*/gs, " ");
  const items = /^\{([^}]*)/.exec(plain)?.[1]?.split(",") ?? [];
  return items.length >= magic.length && magic.every((byte, index) => byteOf(items[index] ?? "") === byte);
}

function byteOf(item: string): number {
  const text = item.trim();
  const character = /^'(.)'$/s.exec(text)?.[1];
  if (character !== undefined) {
    return character.charCodeAt(0);
  }
  const digits = text.replace(/[uUlL]+$/, "");
  return digits === "'\\0'" ? 0 : /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits || Number.NaN);
}

/** Arrays that those who read files name, and that no file of the unit defines. */
function declaredElsewhere({ context }: SqliteUnit, named: readonly string[]): readonly Evidence[] {
  return [...new Set(named)].flatMap((name): readonly Evidence[] => {
    const symbols = context.unit.variables(name).filter(({ decl }) => decl.functionPointer === undefined);
    const [extern] = symbols;
    const isElsewhere = symbols.every(({ decl }) => decl.storage.includes("extern") && decl.init === undefined);
    return extern !== undefined && isElsewhere && extern.decl.type.pointers > 0
      ? [{ text: name, at: rangeOf({ file: extern.file, anchor: extern.anchor, ...extern.decl.nameSpan }) }]
      : [];
  });
}

const readsFiles =
  /^(?:ZwReadFile|ZwCreateFile|ZwOpenFile|NtReadFile|FltReadFile|FltCreateFile(?:Ex2?)?|kernel_read(?:_file\w*)?|filp_open|vfs_read|request_firmware\w*)$/;

const fileCalls = (fn: FunctionModel): readonly Evidence[] =>
  fn.calls.flatMap(({ name, nameSpan }) =>
    name !== undefined && readsFiles.test(name) ? [{ text: name, at: rangeOf(fn.place(nameSpan)) }] : [],
  );
