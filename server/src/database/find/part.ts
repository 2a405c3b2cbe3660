/** Which part of a file is a database: the file itself, an array in a source, a window of an image. */

/** Of a C or C++ source: the bytes that an array's initialiser gives. */
export interface ArrayPart {
  readonly kind: "array";
  /** The variable's name; undefined where the text around it has none. */
  readonly name: string | undefined;
  /** Where the initialiser's text begins and ends, in bytes of the file. */
  readonly start: number;
  readonly end: number;
  /** Of the variable's name, from 0 on. */
  readonly line: number;
  /** Of the database. */
  readonly bytes: number;
}

/** Of an image, object or any other file: bytes as they lie there. */
export interface WindowPart {
  readonly kind: "window";
  /** The symbol, where there is a table of them. */
  readonly name: string | undefined;
  /** ".rdata", "RCDATA 101"; in an archive the member before it: "quirks.obj .rdata". */
  readonly where: string | undefined;
  readonly start: number;
  readonly length: number;
}

export type DatabasePart = ArrayPart | WindowPart;
