/** `driverlens embed`: from a database to the C source or object that brings it into a driver, and what is said about it. */
import { arrayText, generatedMark, headerText } from "../embed/c-source.ts";
import { type Machine, maximumBytes, objectFile } from "../embed/coff.ts";
import { type Embedding, symbolMistake, symbolOf } from "../embed/embedding.ts";
import { readDatabaseFile } from "../embed/sqlite-file.ts";
import { grouped, quantity, table } from "./words.ts";

export const EMBED_FORMATS = ["array", "object"] as const;
export type EmbedFormat = (typeof EMBED_FORMATS)[number];

export interface EmbedOptions {
  /** As given. */
  readonly database: string;
  readonly output: string | undefined;
  /** Of the variable. */
  readonly name: string | undefined;
  readonly format: EmbedFormat | undefined;
  readonly machine: Machine | undefined;
  /** Take what is no database, too. */
  readonly any: boolean;
  /** Overwrite files that this command has not written. */
  readonly force: boolean;
}

/** What the host knows of the file. */
export interface EmbedInput {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** The path of a journal beside it that holds what is not in the file yet. */
  readonly journal: string | undefined;
}

export interface EmbedFile {
  /** As the output was given. */
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly what: string;
}

/** Two files, the bytes and their header, and what is to be said once they are written; or a sentence. */
export function embed(
  input: EmbedInput,
  options: EmbedOptions,
): { readonly files: readonly EmbedFile[]; readonly text: string } | string {
  const { bytes, sha256 } = input;
  const source = baseName(options.database);
  const shape = shapeOf(input, options);
  if ("mistake" in shape) return `${options.database}: ${shape.mistake}; --any embeds it as it is`;
  const form = formOf(bytes, options);
  if (typeof form === "string") return form;
  const symbol = options.name ?? symbolOf(source);
  const nameMistake = symbolMistake(symbol);
  if (nameMistake !== undefined) return `--name: ${nameMistake}`;

  const embedding: Embedding = { bytes, symbol, source, sha256, shape: shape.text };
  const header = form.output.replace(/\.[^./\\]*$/, ".h");
  const { machine } = form;
  const files: readonly EmbedFile[] = [
    {
      path: form.output,
      content: machine === undefined ? arrayText(embedding, baseName(header)) : objectFile(embedding, machine),
      what: `${symbol}, ${quantity(bytes.length, "byte")}, as ${machine === undefined ? "an array in C" : `an object for ${machine}`}`,
    },
    { path: header, content: headerText(embedding), what: `declares ${symbol} and ${symbol}Size` },
  ];
  return { files, text: summary(embedding, files) };
}

/** Whether a file is one that this command wrote, or an object, which nobody writes by hand. */
export function isGenerated(path: string, beginning: string): boolean {
  return /\.(?:obj|o)$/i.test(path) || beginning.startsWith(generatedMark);
}

function shapeOf(
  { bytes, journal }: EmbedInput,
  { database, any }: EmbedOptions,
): { text: string } | { mistake: string } {
  if (any) return { text: quantity(bytes.length, "byte") };
  if (journal !== undefined) {
    return {
      mistake: `${baseName(journal)} beside it holds changes that are not in it yet; open and close it with sqlite3`,
    };
  }
  const file = readDatabaseFile(bytes, baseName(database));
  return "mistake" in file ? file : { text: `${quantity(file.pages, "page")} of ${grouped(file.pageSize)} bytes` };
}

/** Where it goes, and for an object its machine; a sentence where options contradict each other. */
function formOf(
  bytes: Uint8Array,
  { database, output, format, machine }: EmbedOptions,
): { readonly output: string; readonly machine: Machine | undefined } | string {
  if (bytes.length === 0) return `${database} is empty`;
  if (bytes.length > maximumBytes)
    return `${database} has more than ${grouped(maximumBytes)} bytes: no image can hold it`;
  const named = output === undefined ? undefined : formatOf(output);
  if (output !== undefined && named === undefined) {
    return `--output: ${output} is neither a C source (.c, .cpp) nor an object (.obj, .o)`;
  }
  const wanted = format ?? named ?? (machine !== undefined || bytes.length > largestArray ? "object" : "array");
  if (named !== undefined && named !== wanted) return `--output: ${output} is no name for an ${wanted}`;
  if (wanted === "array" && bytes.length > maximumArray) {
    return `${database} is too large for an array, which takes a compiler gigabytes; --format object takes none`;
  }
  if (wanted === "array" && machine !== undefined) return "--machine is of objects; an array is for any";
  const stem = baseName(database).replace(/(?<=.)\.[^.]*$/, "");
  return {
    output: output ?? `${stem}.${wanted === "array" ? "c" : "obj"}`,
    machine: wanted === "array" ? undefined : (machine ?? "x64"),
  };
}

function formatOf(path: string): EmbedFormat | undefined {
  if (/\.(?:c|cc|cpp|cxx)$/i.test(path)) return "array";
  return /\.(?:obj|o)$/i.test(path) ? "object" : undefined;
}

/** A compiler takes two seconds and 150 MB a megabyte of hexadecimal digits, and driverlens reads no longer declaration. */
const largestArray = 256 * 1024;

/** As text it is six times as long, and what one string holds has a limit. */
const maximumArray = 64 * 1024 * 1024;

function summary({ symbol, sha256, shape }: Embedding, files: readonly EmbedFile[]): string {
  return [
    ...table(
      files.map(({ path, what }) => [path, what]),
      "text",
    ),
    `  ${shape}, SHA-256 ${sha256}`,
    `  ${symbol} is constant: in a Windows driver it lies in .rdata, which is non-paged memory as long as the driver is loaded.`,
    "",
  ].join("\n");
}

const baseName = (path: string): string => path.replace(/^.*[/\\]/, "");
