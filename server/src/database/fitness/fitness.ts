/**
 * Whether a database can be put into a driver as it lies in its file, and what it costs there: checks, each with what was
 * read, why it matters and what to do. What their states mean says `check.ts`.
 */

import type { ByteSource } from "../../binary/source.ts";
import { maximumBytes } from "../../embed/coff.ts";
import type { Connection } from "../engine/connection.ts";
import { layoutOf } from "../format/layout.ts";
import { pageMapOf } from "../format/page-map.ts";
import type { FitnessCheck, Result } from "../protocol.ts";
import { checkOf } from "./check.ts";
import {
  autoVacuumCheck,
  besideCheck,
  encodingCheck,
  formatCheck,
  freePagesCheck,
  identityCheck,
  journalModeCheck,
  lengthCheck,
  pageSizeCheck,
  reservedCheck,
  schemaFormatCheck,
} from "./file-checks.ts";
import { imageBytesOf, sizeCheck } from "./image-check.ts";
import { integrityCheck } from "./integrity-check.ts";
import type { SchemaObject } from "./needs.ts";
import { schemaChecks } from "./schema-checks.ts";

export interface FitnessSubject {
  /** The bytes that would be embedded: those of the file, without a log beside it. */
  readonly original: ByteSource;
  /** Committed pages that a log beside it has, and the file does not have yet. */
  readonly walPages: number;
  readonly hasJournal: boolean;
  /** A connection to just these bytes. */
  readonly connection: Connection;
}

export function fitnessOf(subject: FitnessSubject, progress: (fraction: number) => void): Result<"fitness"> {
  const { original, walPages, hasJournal, connection } = subject;
  const imageBytes = imageBytesOf(original.length);
  const layout = layoutOf(original);
  if ("mistake" in layout) {
    const reason = `It is no database that a driver could open: ${layout.mistake}.`;
    const remedy = "Look whether it is the right file. One that is encrypted has to be exported by what encrypted it.";
    return { checks: [checkOf("format", "File format", "fail", { reason, remedy })], imageBytes };
  }
  // What no image can hold need not be read as a whole.
  const walked = original.length > maximumBytes ? undefined : pageMapOf(original, layout, progress);
  const checks: FitnessCheck[] = [
    formatCheck(layout),
    journalModeCheck(layout),
    besideCheck(walPages, hasJournal),
    lengthCheck(layout, original.length),
    ...(walked === undefined ? [] : [integrityCheck(connection, walked.map)]),
    sizeCheck(original.length),
    freePagesCheck(layout, walked?.map.freePages ?? layout.header.freePages),
    autoVacuumCheck(layout),
    pageSizeCheck(layout),
    reservedCheck(layout),
    encodingCheck(layout),
    ...schemaChecks(schemaOf(connection), walked?.longest),
    schemaFormatCheck(layout),
    identityCheck(layout),
  ];
  return { checks, imageBytes };
}

/** Of a schema that cannot be read the check of the integrity tells. */
function schemaOf(connection: Connection): readonly SchemaObject[] {
  try {
    return connection.all("SELECT type, name, sql FROM sqlite_schema LIMIT 100000").map(([type, name, sql]) => ({
      type: String(type),
      name: String(name),
      sql: typeof sql === "string" ? sql : "",
    }));
  } catch (error) {
    if (error instanceof Error && error.name === "Error") return [];
    throw error;
  }
}
