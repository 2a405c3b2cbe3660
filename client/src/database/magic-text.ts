/** Whether a source may have a database in an array: a coarse look that costs next to nothing, as every C source gets it. */

/** @param text a C or C++ source; errs towards yes for all usual spellings of a database's first bytes, "SQLite format 3\0" */
export const mayHoldDatabase = (text: string): boolean => text.length >= shortest && spellings.test(text);

/** A database has a page of 512 bytes at least. */
const shortest = 512;

/** Between two elements: blanks, a cast, a comment. */
const between = String.raw`[ul]*\s*,(?:\s|\([\w\s]{1,40}\)|/\*.{0,60}?\*/)*`;
const bytes = (...spelled: string[]): string => String.raw`(?<![\w.])${spelled.join(between)}[ul]*(?!\w)`;

/**
 * SQLite's own source, which is large and open where drivers embed it, has the sixteen bytes as a string: a byte of the page
 * size is asked for behind them. Numbers are the first three bytes, or more in wider ones, lowest first.
 */
const spellings = new RegExp(
  [
    String.raw`SQLite format 3(?:"\s*")?\\(?:0{1,3}|x0+|u0+)(?:"\s*")?[ @\\]`,
    bytes("0x53", "0x51", "0x4c"),
    bytes("83", "81", "76"),
    bytes("0123", "0121", "0114"),
    bytes("0b0?1010011", "0b0?1010001", "0b0?1001100"),
    String.raw`'S'\s*,\s*'Q'\s*,\s*'L'`,
    String.raw`\\x53(?:"\s*")?\\x51|\\123(?:"\s*")?\\121|"S"\s*"Q"`,
    bytes("(?:0x5153|20819)", "(?:0x694c|26956)"),
    bytes("(?:0x694c5153|1766609235)[ul]*"),
    bytes("(?:0x66206574694c5153|7358993341780611411)(?:i64|ui64|[ul]*)"),
  ].join("|"),
  "i",
);
