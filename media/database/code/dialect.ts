/** SQLite's SQL for the editor's parser: its own keywords, and the three ways in which it quotes names. */
import { SQLDialect } from "@codemirror/lang-sql";
import { keywords } from "./names.ts";

export const sqliteDialect: SQLDialect = SQLDialect.define({
  keywords: [...keywords, "rowid", "strict", "stored"].join(" "),
  types:
    "any blob bigint boolean char date datetime decimal double float int integer numeric real smallint text tinyint varchar",
  operatorChars: "*+-%<>!=&|/~",
  identifierQuotes: '`"[',
  specialVar: "@:?$",
  caseInsensitiveIdentifiers: true,
});
