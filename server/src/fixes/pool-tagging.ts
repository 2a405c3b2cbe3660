/** Fixes that give memory a tag: allocators that take none, a tag of 0, a tag that is everybody's or no tag at all. */
import { isOtherBuild } from "../analysis/names/builds.ts";
import type { PoolCall } from "../analysis/pool/pool-call.ts";
import { isPassed, poolArgument } from "../analysis/pool/pool-call.ts";
import type { TagReading } from "../analysis/pool/tags.ts";
import type { MacroDefinition } from "../model/file.ts";
import { appendArguments, isEditable, renameCallee, replaceArgument } from "./call-edits.ts";
import type { FixEnvironment } from "./environment.ts";
import type { Fix, FixEdit } from "./fix.ts";
import { freesWithTag } from "./frees.ts";
import { migrationFixes } from "./pool-migration.ts";
import { newTag, poolTag } from "./pool-tag.ts";

/**
 * For an allocator that takes no tag: what replaces it where it is deprecated, else its counterpart that takes one.
 * @param counterpart a function with the same parameters and the tag behind them
 */
export function tagFixes(call: PoolCall, counterpart: string, env: FixEnvironment): readonly Fix[] {
  const migration = migrationFixes(call, env);
  const { api } = call;
  const tagged = env.facts.poolFunction(counterpart);
  if (
    migration.length > 0 ||
    tagged?.scheme !== api.scheme ||
    tagged.tagParameter !== call.site.expr.args.length ||
    tagged.memoryParameter !== api.memoryParameter ||
    counterpart !== `${api.name}${api.name.endsWith("Quota") ? "Tag" : "WithTag"}` ||
    !isEditable(call)
  ) {
    return migration;
  }
  const tag = poolTag(call.fn.place(call.site.nameSpan), env);
  const appended = tag && appendArguments(call, [tag.text]);
  return tag === undefined || appended === undefined
    ? []
    : [
        {
          title: `Call ${counterpart} with the tag ${tag.text}`,
          edits: [...tag.edits, renameCallee(call, counterpart), appended, ...freesWithTag(call, tag.text, env)],
          preferred: true,
        },
      ];
}

/** For an allocation whose tag is written as 0. Frees with a tag of 0, or with none, free memory with any tag. */
export function zeroTagFixes(call: PoolCall, env: FixEnvironment): readonly Fix[] {
  const written = poolArgument(call, call.api.tagParameter);
  // What reserves address space has to be used and released with the same tag: that is more than one edit.
  if (written?.kind !== "number" || call.api.action !== "allocate" || isPassed(call)) {
    return [];
  }
  const migration = migrationFixes(call, env);
  const tag = poolTag(call.fn.place(call.site.nameSpan), env);
  return migration.length > 0 || tag === undefined || !isEditable(call)
    ? migration
    : [
        {
          title: `Give the tag ${tag.text}`,
          edits: [...tag.edits, replaceArgument(call, written, tag.text), ...freesWithTag(call, tag.text, env)],
          preferred: true,
        },
      ];
}

/**
 * For a tag that many drivers share. A macro's value is changed where it is defined, so that allocations and frees that
 * name the macro stay together. A constant in the call is replaced by the unit's own tag, but not unasked: a free
 * elsewhere may name the constant again, and freeing by a wrong tag stops the machine.
 */
export function ownTagFixes(call: PoolCall, reading: TagReading, env: FixEnvironment): readonly Fix[] {
  if (reading.kind !== "value" || reading.leaf.kind !== "char") {
    return [];
  }
  const { leaf } = reading;
  const macro = macroOf(reading, env);
  if (macro !== undefined) {
    const text = newTag(env.driver.name);
    const edit = replaceInBody(macro, leaf.text, text, env);
    return edit === undefined
      ? []
      : [
          {
            title: `Make ${macro.macro.name} ${text}, after the driver's name`,
            edits: [edit],
            preferred: true,
          },
        ];
  }
  const written = poolArgument(call, call.api.tagParameter);
  if (written?.kind !== "char" || isPassed(call) || !isEditable(call)) {
    return [];
  }
  const tag = poolTag(call.fn.place(call.site.nameSpan), env);
  return tag === undefined
    ? []
    : [
        {
          title: `Give the tag ${tag.text}`,
          edits: [...tag.edits, replaceArgument(call, written, tag.text)],
        },
      ];
}

/** For a string where a tag is wanted: the same characters as a constant that the debugger shows in their order. */
export function constantTagFixes(call: PoolCall, reading: TagReading, env: FixEnvironment): readonly Fix[] {
  const { leaf } = reading;
  const old =
    leaf.kind === "string" && leaf.parts.length === 1 ? leaf.parts[0] : leaf.kind === "char" ? leaf.text : undefined;
  const characters = /^["']([ !#-&(-[\]-~]+)["']$/.exec(old ?? "")?.[1];
  if (old === undefined || characters === undefined || (leaf.kind === "string" && characters.length > 4)) {
    return [];
  }
  const text = `'${leaf.kind === "string" ? [...characters].reverse().join("") : characters.slice(0, 4)}'`;
  const macro = macroOf(reading, env);
  const written = poolArgument(call, call.api.tagParameter);
  const edit =
    macro !== undefined
      ? replaceInBody(macro, old, text, env)
      : written !== undefined && leaf === written
        ? { at: call.fn.place(written), text }
        : undefined;
  return edit === undefined
    ? []
    : [
        {
          title: `Write ${text}`,
          edits: [edit],
          // Of too many characters nobody knows which are to go.
          ...(leaf.kind === "string" ? { preferred: true } : {}),
        },
      ];
}

interface OwnMacro {
  readonly file: string;
  readonly macro: MacroDefinition;
}

/** The macro at the end of the way to a value, where it has one definition. */
function macroOf({ via }: TagReading, { unit }: FixEnvironment): OwnMacro | undefined {
  const last = via.at(-1)?.at;
  const macro = unit.files
    .find(({ path }) => path === last?.file)
    ?.macros.find((candidate) => candidate === last?.anchor);
  const definitions = macro === undefined ? [] : unit.macros(macro.name);
  return definitions.length === 1 ? definitions[0] : undefined;
}

/** An edit of the one place in a macro's body where `old` stands. */
function replaceInBody({ file, macro }: OwnMacro, old: string, text: string, env: FixEnvironment): FixEdit | undefined {
  const source = env.unit.file(file)?.text.slice(macro.start, macro.end) ?? "";
  const start = source.indexOf(old, macro.nameStart + macro.name.length);
  return start < 0 || source.includes(old, start + 1) || isOtherBuild({ file, anchor: macro, start: 0, end: 1 }, env)
    ? undefined
    : { at: { file, anchor: macro, start, end: start + old.length }, text };
}
