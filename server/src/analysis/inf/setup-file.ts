/** Which INF files are read by Windows' setup, as far as they stand here. */
import type { InfEntry, InfSyntax } from "../../syntax/inf/ast.ts";

/**
 * Whether the file installs devices, drivers or programs by itself, and is whole: it has the signature of such files, which
 * security templates, autorun.inf and the INF files of UEFI modules have not, and a section that an installation begins
 * with. Others are given to a program that knows strings and sections of its own. Lines of a preprocessor may bring what
 * is not seen here.
 */
export function isWholeSetupFile({ sections, directives }: InfSyntax): boolean {
  return (
    directives.length === 0 &&
    sections.some(({ name }) => beginning.test(name)) &&
    sections.some(({ name, entries }) => /^version$/i.test(name) && entries.some(isSignature))
  );
}

const beginning = /^(?:manufacturer|defaultinstall|deviceinstall32|classinstall32|interfaceinstall32)(?:\.|$)/i;

const isSignature = ({ key, values }: InfEntry): boolean =>
  /^signature$/i.test(key?.text ?? "") && /^\$.+\$$/.test(values[0]?.text ?? "");
