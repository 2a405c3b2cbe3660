/** What may be written next: tables, columns of those that the statement names, functions and keywords. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionSource,
} from "@codemirror/autocomplete";
import { keywordCompletionSource, type SQLNamespace, schemaCompletionSource } from "@codemirror/lang-sql";
import { syntaxTree } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import type { CatalogObject } from "../../../server/src/database/protocol.ts";
import { sqliteDialect } from "../code/dialect.ts";
import { quoted } from "../code/names.ts";
import { columnsInSight } from "./columns-in-sight.ts";

export function completion(catalog: readonly CatalogObject[]): Extension {
  const tables = catalog.filter(({ columns, kind }) => columns.length > 0 && kind !== "index");
  const sources = [
    schemaCompletionSource({ dialect: sqliteDialect, schema: namespaceOf(tables) }),
    columnSource(tables),
    functionSource,
    keywordCompletionSource(sqliteDialect, true, (label, type) => ({ label, type, boost: -1 })),
  ];
  return autocompletion({
    override: sources.map(outsideOfText),
    icons: false,
    addToOptions: [{ render: iconOf, position: 20 }],
  });
}

function namespaceOf(tables: readonly CatalogObject[]): SQLNamespace {
  return Object.fromEntries(
    tables.map(({ name, kind, columns }) => [
      // A dot would lead to a namespace within this one.
      name.replaceAll(".", "\\."),
      {
        self: { label: name, apply: quoted(name), type: kind === "view" ? "view" : "table", detail: kind },
        children: columns.map((column) => ({
          label: column.name,
          apply: quoted(column.name),
          type: "property",
          detail: column.type,
        })),
      },
    ]),
  );
}

const columnSource =
  (tables: readonly CatalogObject[]): CompletionSource =>
  (context) => {
    const word = wordBefore(context);
    if (word === undefined) return null;
    const found = columnsInSight(context.state.doc.toString(), context.pos, tables);
    const options = found.map(({ name, type, table }): Completion => {
      const detail = [type, table].filter((part) => part !== "").join(" · ");
      return { label: name, apply: quoted(name), type: "property", detail, boost: 1 };
    });
    return { from: word.from, options, validFor: /^\w*$/ };
  };

const functionSource: CompletionSource = (context) => {
  const word = wordBefore(context);
  return word === undefined ? null : { from: word.from, options: functions, validFor: /^\w*$/ };
};

/** The word that is being written, where it is none of `table.column`. */
function wordBefore(context: CompletionContext): { readonly from: number } | undefined {
  const word = context.matchBefore(/[\w$]*/);
  if (word === null || (word.from === word.to && !context.explicit)) return undefined;
  return context.state.sliceDoc(word.from - 1, word.from) === "." ? undefined : word;
}

const outsideOfText =
  (source: CompletionSource): CompletionSource =>
  (context) => {
    const { name } = syntaxTree(context.state).resolveInner(context.pos, -1);
    return /^(?:String|LineComment|BlockComment|Number)$/.test(name) ? null : source(context);
  };

function iconOf({ type = "" }: Completion): Node {
  const icon = document.createElement("span");
  icon.className = `codicon codicon-${icons[type] ?? "symbol-keyword"}`;
  icon.ariaHidden = "true";
  return icon;
}

const icons: Readonly<Record<string, string>> = {
  table: "table",
  view: "eye",
  property: "symbol-field",
  function: "symbol-function",
  type: "symbol-parameter",
};

/** Of https://sqlite.org/lang_corefunc.html and its neighbours: those that people write. */
const functions: readonly Completion[] = `abs avg changes char coalesce concat concat_ws count cume_dist date datetime
dense_rank first_value format glob group_concat hex ifnull iif instr json json_array json_array_length json_each
json_extract json_group_array json_group_object json_insert json_object json_patch json_quote json_remove json_replace
json_set json_tree json_type json_valid julianday lag last_value lead length likelihood lower ltrim max min nth_value
ntile nullif octet_length percent_rank printf quote random randomblob rank replace round row_number rtrim sign
soundex sqlite_version strftime string_agg substr sum time timediff total trim typeof unhex unicode unistr unixepoch
upper zeroblob`
  .split(/\s+/)
  .map((label) => ({ label, type: "function", apply: `${label}(` }));
