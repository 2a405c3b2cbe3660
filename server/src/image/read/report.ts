/** The report of an image, whichever format it has. */
import { readPe } from "../../binary/pe.ts";
import { type ByteSource, SourceError } from "../../binary/source.ts";
import type { Facts } from "../../facts/index.ts";
import type { ImageReport } from "../report.ts";
import type { OpenParams } from "../worker-protocol.ts";
import { peReport } from "./pe-report.ts";

/** @throws SourceError with what to do, where the file is no image */
export function reportOf(source: ByteSource, params: OpenParams, facts: Facts): ImageReport {
  const pe = readPe(source);
  if (pe !== undefined) return peReport(source, pe, params, facts);
  throw new SourceError(
    `${params.name} is neither an image of Windows nor an ELF file: it does not begin as these do, or is cut off within its headers.`,
  );
}
