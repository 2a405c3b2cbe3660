/** Reports VFSs that are registered and may not be written to. */

import { isOtherBuild } from "../analysis/names/builds.ts";
import { isAmalgamation } from "../analysis/sqlite/sources.ts";
import { dropConst } from "../fixes/drop-const.ts";
import type { Fix, FixEdit } from "../fixes/fix.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Place } from "../model/place.ts";
import type { UnitSymbol } from "../model/symbols.ts";
import type { Expr, VariableDecl } from "../syntax/ast.ts";
import type { RuleContext } from "./context.ts";
import { defineRule } from "./rule.ts";

export const sqliteVfsConst = defineRule({
  id: "sqlite-vfs-const",
  severity: "error",
  platforms: ["windows-kernel", "linux-kernel"],
  equivalents: [],
  docs: {
    summary: "Registered VFS that is const",
    why:
      "Registering a VFS links it into a list through its pNext. A const variable lies in a section that is mapped " +
      "read-only: the write stops Windows with ATTEMPTED_WRITE_TO_READONLY_MEMORY (0xBE), in Linux it is an oops. A cast " +
      "silences the compiler and changes nothing.",
    bad: `#include "sqlite3.h"

static const sqlite3_vfs ImageVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "image",
};

int sqlite3_os_init(void)
{
    return sqlite3_vfs_register((sqlite3_vfs *)&ImageVfs, 1);
}`,
    good: `#include "sqlite3.h"

int ImageOpen(sqlite3_vfs *Vfs, sqlite3_filename Name, sqlite3_file *File, int Flags, int *FlagsOut);
int ImageFullPathname(sqlite3_vfs *Vfs, const char *Name, int Length, char *FullName);
int ImageRandomness(sqlite3_vfs *Vfs, int Length, char *Buffer);
int ImageCurrentTime(sqlite3_vfs *Vfs, double *Days);

static sqlite3_vfs ImageVfs = {
    .iVersion = 1,
    .szOsFile = sizeof(sqlite3_file),
    .mxPathname = 64,
    .zName = "image",
    .xOpen = ImageOpen,
    .xFullPathname = ImageFullPathname,
    .xRandomness = ImageRandomness,
    .xCurrentTime = ImageCurrentTime,
};

int sqlite3_os_init(void)
{
    return sqlite3_vfs_register(&ImageVfs, 1);
}

int sqlite3_os_end(void)
{
    return SQLITE_OK;
}`,
    references: [
      "https://sqlite.org/c3ref/vfs.html",
      "https://learn.microsoft.com/windows-hardware/drivers/debugger/bug-check-0xbe--attempted-write-to-readonly-memory",
    ],
  },
  *checkFunction(fn, context) {
    for (const { name, expr } of fn.calls) {
      const [vfs] = expr.args;
      const variable = name === "sqlite3_vfs_register" && vfs !== undefined ? constantIn(vfs, fn, context) : undefined;
      if (vfs !== undefined && variable !== undefined && !isOtherBuild(fn.place(vfs), context)) {
        yield {
          at: fn.place(vfs),
          message: `${variable.name} is const, and sqlite3_vfs_register writes its pNext`,
          advice: `Declare ${variable.name} without const`,
          related: [{ at: variable.at, message: `${variable.name} is const here` }],
          fixes: { key: `${fn.name} ${variable.name}`, make: () => fixes(vfs, variable, fn, context) },
        };
      }
    }
  },
});

interface ConstantVfs {
  readonly name: string;
  readonly at: Place;
  /** Its declarations at file scope; none where it is a variable of the function. */
  readonly symbols: readonly UnitSymbol<VariableDecl>[];
}

/** The const variable whose address an argument is. */
function constantIn(expr: Expr, fn: FunctionModel, { unit }: RuleContext): ConstantVfs | undefined {
  const address = withoutCasts(expr);
  const name = address.kind === "unary" && address.op === "&" ? withoutCasts(address.operand) : undefined;
  if (name?.kind !== "name" || fn.parameterNames.has(name.name)) {
    return undefined;
  }
  const isConstant = ({ type }: VariableDecl): boolean =>
    type.isConst && type.pointers === 0 && type.base === "sqlite3_vfs";
  const locals = fn.locals.get(name.name);
  if (locals !== undefined) {
    const [only, ...others] = locals;
    return only !== undefined && others.length === 0 && isConstant(only)
      ? { name: name.name, at: fn.place(only.nameSpan), symbols: [] }
      : undefined;
  }
  const symbols = unit.variables(name.name);
  const defined = symbols.find(({ decl }) => decl.init !== undefined) ?? symbols[0];
  const file = defined && unit.file(defined.file);
  if (
    defined === undefined ||
    file === undefined ||
    isAmalgamation(file) ||
    !symbols.every(({ decl }) => isConstant(decl))
  ) {
    return undefined;
  }
  const { start, end } = defined.decl.nameSpan;
  return { name: name.name, at: { file: defined.file, anchor: defined.anchor, start, end }, symbols };
}

function withoutCasts(expr: Expr): Expr {
  return expr.kind === "cast" ? withoutCasts(expr.operand) : expr;
}

function fixes(vfs: Expr, variable: ConstantVfs, fn: FunctionModel, { unit, file }: RuleContext): readonly Fix[] {
  const declarations = dropConst(variable.symbols, unit);
  if (declarations === undefined) {
    return [];
  }
  const cast: readonly FixEdit[] =
    vfs.kind === "cast" && vfs.style === "c" ? [{ at: fn.place(vfs), text: fn.text(withoutCasts(vfs)) }] : [];
  // In C++ const alone keeps a name to its file.
  const isKept = file.language === "c" || variable.symbols.every(({ decl }) => decl.storage.length > 0);
  return [
    {
      title: `Make ${variable.name} a variable that may be written`,
      edits: [...declarations, ...cast],
      preferred: isKept,
    },
  ];
}
