/** The report of bytes in a test, with the checks that every report has to pass. */
import * as v from "valibot";
import { bytesSource } from "../../../server/src/binary/source.ts";
import { loadFacts } from "../../../server/src/facts/index.ts";
import { reportOf } from "../../../server/src/image/read/report.ts";
import { type ImageReport, report as schema } from "../../../server/src/image/report.ts";
import type { Surroundings } from "../../../server/src/image/worker-protocol.ts";

const facts = loadFacts();

export function reportOfBytes(bytes: Uint8Array, name = "driver.sys", surroundings: Surroundings = {}): ImageReport {
  const report = reportOf(bytesSource(bytes), { name, file: { bytes }, surroundings }, facts);
  // Who gets it holds it against the schema, which refuses what it does not know of.
  const told = v.parse(schema, report);
  for (const { functions } of told.imports) {
    for (const { finding } of functions) {
      if (finding !== undefined && told.findings[finding] === undefined) throw new Error(`no finding ${finding}`);
    }
  }
  return told;
}

/** "error image-checksum: the message", in the report's order. */
export const findingsOf = ({ findings }: ImageReport): string[] =>
  findings.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);

export const rulesOf = ({ findings }: ImageReport): string[] => [...new Set(findings.map(({ rule }) => rule))];

/** What the overview says under a title. */
export function said({ groups }: ImageReport, id: string, name: string): string | undefined {
  return groups.find((group) => group.id === id)?.properties.find((one) => one.name === name)?.value;
}

export const stateOf = ({ groups }: ImageReport, id: string, name: string): string | undefined =>
  groups.find((group) => group.id === id)?.properties.find((one) => one.name === name)?.state;
