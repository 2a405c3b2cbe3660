/** The contract of what writes a file's bytes into a driver: what is embedded, under which name, and what comes of it. */

export interface Embedding {
  readonly bytes: Uint8Array;
  /** The name of the variable; `sizeNameOf` is what its size is called. An identifier of C. */
  readonly symbol: string;
  /** Of the file, for people: without its folder. */
  readonly source: string;
  /** Of the bytes: 64 digits in lower case. */
  readonly sha256: string;
  /** What the bytes are, for people: "3 pages of 4,096 bytes". */
  readonly shape: string;
  readonly section: Section;
}

/**
 * Where the bytes lie in an image of Windows. The loader takes sections whose names begin with PAGE for pageable ("Making
 * Drivers Pageable", Microsoft Learn); all others of a driver are non-paged. Linux pages no module.
 */
export const sections = { nonpaged: ".rdata", paged: "PAGECONS" } as const;

export type Section = keyof typeof sections;

/** What the choice means for who reads the bytes, as a sentence. */
export const sectionMeaning: Readonly<Record<Section, string>> = {
  nonpaged: "in a Windows driver it lies in .rdata, which is non-paged memory as long as the driver is loaded",
  paged:
    "in a Windows driver it lies in PAGECONS, which is paged: it is read below DISPATCH_LEVEL alone, as a page that is not there is bug check 0xA or 0xD1 above",
};

/** Bytes start at a multiple of this: an SQLite page is read as it lies there. */
export const alignment = 16;

/**
 * What is wrong with a name for a variable, as a sentence without a full stop; undefined where nothing is. C++'s keywords
 * are none of C's names either, as headers are read by both.
 */
export function symbolMistake(symbol: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(symbol))
    return "A name in C has letters, digits and _ alone, and begins with none of the digits";
  if (symbol.length > 128) return "The name has at most 128 letters";
  if (/^_[A-Z_]|__/.test(symbol)) return "Names that begin with _ and a capital or hold two _ are the compiler's own";
  return keywords.has(symbol) ? `${symbol} is a keyword` : undefined;
}

/** A name for what stands in a file: "device-quirks.db" is DeviceQuirks. */
export function symbolOf(fileName: string): string {
  const words = fileName.replace(/(?<=.)\.[^.]*$/, "").match(/[A-Za-z\d]+/g) ?? [];
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[A-Z]/.test(name) && symbolMistake(name) === undefined ? name : "Database";
}

/** What a variable's size is called: QuirksSize, and quirks_size where names are as in Linux. */
export const sizeNameOf = (symbol: string): string => symbol + suffix(symbol, "Size", "_size");

/** What is put behind a name so that both are one. */
export const suffix = (symbol: string, camelCase: string, snakeCase: string): string =>
  /[A-Z]/.test(symbol) ? camelCase : snakeCase;

/** A file's name as it may stand within a comment on one line: no part of it ends either. */
export function commented(source: string): string {
  return source.replace(/[^\w .()-]/g, "_");
}

const keywords = new Set(
  (
    "alignas alignof and asm auto bitand bitor bool break case catch char class compl const constexpr continue default " +
    "delete do double else enum explicit export extern false float for friend goto if inline int long mutable namespace " +
    "new noexcept not nullptr operator or private protected public register requires restrict return short signed sizeof " +
    "static struct switch template this throw true try typedef typeid typename typeof union unsigned using virtual void " +
    "volatile while xor"
  ).split(" "),
);
