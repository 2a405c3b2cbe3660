/** The forms that bytes take on their way into a driver: which there are, what each is for, and the files of each. */
import { assemblyText } from "./assembly.ts";
import { arrayText, embedText } from "./c-source.ts";
import { type Machine, objectFile } from "./coff.ts";
import type { Embedding } from "./embedding.ts";

export const forms = ["array", "object", "incbin", "embed"] as const;

export type Form = (typeof forms)[number];

/** What a form is called, what takes it, and the ending of its file. */
export const formFacts: Readonly<
  Record<Form, { readonly what: string; readonly for: string; readonly ending: string }>
> = {
  array: { what: "an array in C", for: "any compiler, up to some 256 KB", ending: ".c" },
  object: { what: "an object", for: "the linkers of Visual C++ and mingw-w64, of any size", ending: ".obj" },
  incbin: { what: "an assembly source", for: "gcc, clang and kbuild, of any size", ending: ".S" },
  embed: { what: "a source with #embed", for: "compilers of C23, of any size", ending: ".c" },
};

/** A compiler takes two seconds and 150 MB a megabyte of hexadecimal digits, and driverlens reads no longer declaration. */
const largestArray = 256 * 1024;

/** As text it is six times as long, and what one string holds has a limit. */
export const maximumArray = 64 * 1024 * 1024;

/** What is best where nobody says. */
export const usualForm = (length: number): Form => (length > largestArray ? "object" : "array");

export interface FormChoice {
  readonly form: Form;
  /** Of objects. */
  readonly machine: Machine;
  /** File names, in one folder. */
  readonly output: string;
  readonly header: string;
  /** Of the file that is embedded, from that folder, with "/"; forms that the compiler reads it for need one. */
  readonly path: string;
}

/** What is put into the output's file: the bytes themselves, or where they are. */
export function outputOf(embedding: Embedding, { form, machine, header, path }: FormChoice): string | Uint8Array {
  switch (form) {
    case "array":
      return arrayText(embedding, header);
    case "object":
      return objectFile(embedding, machine);
    case "incbin":
      return assemblyText(embedding, path);
    case "embed":
      return embedText(embedding, header, path);
  }
}

/** Whether the compiler finds the file by its path; else what is wrong, as a sentence without a full stop. */
export function pathMistake(path: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /["\\\u0000-\u001f\u007f]/.test(path)
    ? "Its path has characters that a compiler does not take between quotes; rename it, or take another form"
    : undefined;
}
