/** The #include lines of a text, found by a scan for '#' alone: cheap enough for every file of a workspace. */

export interface IncludeLine {
  /** As written between the delimiters. */
  readonly spelled: string;
  readonly quoted: boolean;
}

const MAX_PATH = 512;

/** Includes in every branch of conditional compilation count, also those in block comments; line comments do not. */
export function scanIncludes(text: string): readonly IncludeLine[] {
  const includes: IncludeLine[] = [];
  for (let hash = text.indexOf("#"); hash >= 0; hash = text.indexOf("#", hash + 1)) {
    let at = skipBlanks(text, hash + 1);
    if (!text.startsWith("include", at) || !startsLine(text, hash)) continue;
    at = skipBlanks(text, at + "include".length);
    const open = text[at];
    if (open !== '"' && open !== "<") continue;
    const rest = text.slice(at + 1, at + 1 + MAX_PATH);
    const spelled = rest.slice(0, Math.max(0, rest.indexOf(open === "<" ? ">" : '"'))).trim();
    if (spelled !== "" && !spelled.includes("\n")) includes.push({ spelled, quoted: open === '"' });
  }
  return includes;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (text[at] === " " || text[at] === "\t") at += 1;
  return at;
}

function startsLine(text: string, hash: number): boolean {
  let at = hash - 1;
  while (at >= 0 && (text[at] === " " || text[at] === "\t")) at -= 1;
  return at < 0 || text[at] === "\n" || text[at] === "\r";
}
