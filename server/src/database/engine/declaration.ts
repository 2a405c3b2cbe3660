/** What stands in the text of a CREATE statement that SQLite tells only after it has looked into every view of the schema. */
import { tokensOf } from "./tokens.ts";

export interface Declaration {
  readonly isWithoutRowid: boolean;
  readonly isStrict: boolean;
  /** Of a virtual table. */
  readonly module: string | undefined;
}

/** @param sql as the schema has it: SQLite has parsed it, or said that it is damaged */
export function declarationOf(sql: string): Declaration {
  const tokens = [...tokensOf(sql)];
  if (tokens[1]?.text === "VIRTUAL") {
    const using = tokens.findIndex(({ kind, text }) => kind === "word" && text === "USING");
    const name = using < 0 ? undefined : tokens[using + 1];
    // Modules are found whatever the case.
    return { isWithoutRowid: false, isStrict: false, module: name && sql.slice(name.start, name.end).toLowerCase() };
  }
  const close = tokens.findLastIndex(({ kind, text }) => kind === "other" && text === ")");
  const options = tokens.slice(close + 1).map(({ text }) => text);
  return { isWithoutRowid: options.includes("ROWID"), isStrict: options.includes("STRICT"), module: undefined };
}
