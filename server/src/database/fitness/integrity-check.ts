/** Whether a database is whole: what SQLite says, and what the walk over its pages has found. */
import type { Connection } from "../engine/connection.ts";
import type { FitnessCheck, Result } from "../protocol.ts";
import { checkOf, count, number } from "./check.ts";

/** SQLite reads some 50 MB a second for it; what is larger has the walk alone. In bytes. */
const mostChecked = 256 * 1024 * 1024;

export function integrityCheck(connection: Connection, map: Result<"pageMap">): FitnessCheck {
  const title = "Integrity";
  const said = saidBySqlite(connection, map);
  const walked = map.problems.map(({ page, text }) => `Page ${page}: ${text}`);
  const mistakes = [...said.mistakes, ...walked];
  if (mistakes.length > 0) {
    const more = mistakes.length > 3 ? ` And ${mistakes.length - 3} more.` : "";
    return checkOf("integrity", title, "fail", {
      reason: `It is damaged. ${mistakes.slice(0, 3).map(asSentence).join(" ")}${more}`,
      remedy: "Take it from a copy of before, or save what is left of it into another file.",
      command: ".recover",
    });
  }
  const walk = `All ${count(map.pageCount, "page")} belong together`;
  if (said.skipped === undefined)
    return checkOf("integrity", title, "pass", { reason: `${walk}, and PRAGMA integrity_check says ok.` });
  return checkOf("integrity", title, "info", {
    reason: `${walk}. ${said.skipped}`,
    command: "PRAGMA integrity_check;",
  });
}

function saidBySqlite(
  connection: Connection,
  { pageCount, pageSize }: Result<"pageMap">,
): { readonly mistakes: readonly string[]; readonly skipped?: string } {
  const { damage } = connection;
  if (damage !== undefined) return isMissing(damage) ? unchecked(damage) : { mistakes: [damage] };
  if (pageCount * pageSize > mostChecked) {
    return { mistakes: [], skipped: `SQLite was not asked, as it has more than ${number(mostChecked)} bytes.` };
  }
  try {
    const rows = connection.all("PRAGMA integrity_check(100)").map(([text]) => String(text));
    return { mistakes: rows.length === 1 && rows[0] === "ok" ? [] : rows };
  } catch (error) {
    const message = error instanceof Error && error.name === "Error" ? error.message : undefined;
    if (message === undefined) throw error;
    return isMissing(message) ? unchecked(message) : { mistakes: [message] };
  }
}

/** An index whose collation or function is not there is no damage, and neither is a function that a schema may not call here. */
const isMissing = (message: string): boolean => /^no such|^unknown|unsafe use of/.test(message);

const unchecked = (message: string) => ({
  mistakes: [],
  skipped: `SQLite could not check the rest: ${asSentence(message.replace(/^malformed database schema \((.*)\) - /, "$1: "))}`,
});

const asSentence = (text: string): string => (/[.!]$/.test(text) ? text : `${text}.`);
