/** `driverlens embed`: from a database to the C source or object that brings it into a driver, and what is said about it. */
import { headerText } from "../embed/c-source.ts";
import { type Machine, maximumBytes } from "../embed/coff.ts";
import {
  type Embedding,
  type Section,
  sectionMeaning,
  sizeNameOf,
  symbolMistake,
  symbolOf,
} from "../embed/embedding.ts";
import { type Form, formFacts, forms, maximumArray, outputOf, pathMistake, usualForm } from "../embed/forms.ts";
import { readDatabaseFile } from "../embed/sqlite-file.ts";
import { grouped, quantity, table } from "./words.ts";

export const EMBED_FORMATS = forms;

export interface EmbedOptions {
  /** As given. */
  readonly database: string;
  readonly output: string | undefined;
  /** Of the variable. */
  readonly name: string | undefined;
  readonly format: Form | undefined;
  readonly machine: Machine | undefined;
  readonly section: Section | undefined;
  /** Take what is no database, too; undefined where nobody can ask for that. */
  readonly any: boolean | undefined;
  /** Overwrite files that this command has not written. */
  readonly force: boolean;
}

/** What the host knows of the file. */
export interface EmbedInput {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** The path of a journal beside it that holds what is not in the file yet. */
  readonly journal: string | undefined;
  /** The database's path from the folder of an output, with "/". */
  pathFrom(output: string): string;
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
  if ("mistake" in shape) {
    const cure = options.any === undefined ? "" : "; --any embeds it as it is";
    return `${options.database}: ${shape.mistake}${cure}`;
  }
  const form = formOf(bytes, options);
  if (typeof form === "string") return form;
  const symbol = options.name ?? symbolOf(source);
  const nameMistake = symbolMistake(symbol);
  if (nameMistake !== undefined) return `--name: ${nameMistake}`;

  const section = options.section ?? "nonpaged";
  const embedding: Embedding = { bytes, symbol, source, sha256, shape: shape.text, section };
  const { output, machine } = form;
  const header = output.replace(/\.[^./\\]*$/, ".h");
  const path = input.pathFrom(output);
  const mistake = form.form === "incbin" || form.form === "embed" ? pathMistake(path) : undefined;
  if (mistake !== undefined) return `${options.database}: ${mistake}`;
  const { what } = formFacts[form.form];
  const files: readonly EmbedFile[] = [
    {
      path: output,
      content: outputOf(embedding, { form: form.form, machine, output, header: baseName(header), path }),
      what: `${symbol}, ${quantity(bytes.length, "byte")}, as ${form.form === "object" ? `${what} for ${machine}` : what}`,
    },
    { path: header, content: headerText(embedding), what: `declares ${symbol} and ${sizeNameOf(symbol)}` },
  ];
  return { files, text: summary(embedding, form.form, files) };
}

function shapeOf(
  { bytes, journal }: EmbedInput,
  { database, any }: EmbedOptions,
): { text: string } | { mistake: string } {
  if (any === true) return { text: quantity(bytes.length, "byte") };
  if (journal !== undefined) {
    return {
      mistake: `${baseName(journal)} beside it holds changes that are not in it yet; open and close it with sqlite3`,
    };
  }
  const file = readDatabaseFile(bytes, baseName(database));
  return "mistake" in file ? file : { text: `${quantity(file.pages, "page")} of ${grouped(file.pageSize)} bytes` };
}

/** Where it goes and how; a sentence where options contradict each other. */
function formOf(
  bytes: Uint8Array,
  { database, output, format, machine }: EmbedOptions,
): { readonly output: string; readonly form: Form; readonly machine: Machine } | string {
  if (bytes.length === 0) return `${database} is empty`;
  if (bytes.length > maximumBytes)
    return `${database} has more than ${grouped(maximumBytes)} bytes: no image can hold it`;
  const named = output === undefined ? undefined : formsOf(output);
  if (output !== undefined && named === undefined) {
    return `--output: ${output} is neither a C source (.c, .cpp), an assembly source (.S) nor an object (.obj, .o)`;
  }
  const usual = machine === undefined ? usualForm(bytes.length) : "object";
  const form = format ?? named?.[0] ?? usual;
  const { what, ending } = formFacts[form];
  if (named !== undefined && !named.includes(form)) return `--output: ${output} is no name for ${what}`;
  if (form === "array" && bytes.length > maximumArray) {
    return `${database} is too large for an array, which takes a compiler gigabytes; --format object takes none`;
  }
  if (form !== "object" && machine !== undefined) return `--machine is of objects; ${what} is for any`;
  const stem = baseName(database).replace(/(?<=.)\.[^.]*$/, "");
  return { output: output ?? `${stem}${ending}`, form, machine: machine ?? "x64" };
}

/** Which forms a file's name fits, the usual one first. */
function formsOf(path: string): readonly Form[] | undefined {
  if (/\.(?:c|cc|cpp|cxx)$/i.test(path)) return ["array", "embed"];
  if (/\.(?:s|sx)$/i.test(path)) return ["incbin"];
  return /\.(?:obj|o)$/i.test(path) ? ["object"] : undefined;
}

function summary({ symbol, sha256, shape, section }: Embedding, form: Form, files: readonly EmbedFile[]): string {
  return [
    ...table(
      files.map(({ path, what }) => [path, what]),
      "text",
    ),
    `  ${shape}, SHA-256 ${sha256}`,
    `  ${symbol} is constant: ${sectionMeaning[section]}.`,
    ...(form === "incbin" || form === "embed"
      ? ["  The compiler reads the database itself: keep it where it is."]
      : []),
    "",
  ].join("\n");
}

const baseName = (path: string): string => path.replace(/^.*[/\\]/, "");
