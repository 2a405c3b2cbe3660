/** The table of `--stats`: how well the sources of each kind could be read. */
import type { FileStats } from "../engine/report.ts";
import { grouped, table } from "./words.ts";

export interface CorpusStats {
  /** `windows-kernel C`, `windows-kernel C++`, `windows-kernel headers`, `linux-kernel C`, `user-mode` ... */
  readonly corpus: string;
  readonly files: number;
  readonly bytes: number;
  readonly lines: number;
  readonly functions: number;
  /** Files with a function whose body could not be read in full. */
  readonly brokenFiles: number;
  readonly brokenFunctions: number;
  /** Functions that an analysis gave up within its budget. */
  readonly givenUpFunctions: number;
}

/** One entry per kind of file and language, sorted by name. */
export function corpusStats(stats: readonly FileStats[]): readonly CorpusStats[] {
  const groups = new Map<string, FileStats[]>();
  for (const file of stats) {
    const corpus = `${file.kind} ${languageOf(file)}`;
    const group = groups.get(corpus);
    if (group === undefined) groups.set(corpus, [file]);
    else group.push(file);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([corpus, files]) => total(corpus, files));
}

/** The table as text, with a line for all files together; ends with a newline. */
export function formatStats(stats: readonly FileStats[]): string {
  const head = ["", "files", "lines", "functions", "files with an unread body", "share", "functions given up"];
  const rows = [...corpusStats(stats), total("all", stats)].map((row) => [
    row.corpus,
    grouped(row.files),
    grouped(row.lines),
    grouped(row.functions),
    grouped(row.brokenFiles),
    row.files === 0 ? "-" : `${((100 * row.brokenFiles) / row.files).toFixed(2)} %`,
    grouped(row.givenUpFunctions),
  ]);
  return `${table([head, ...rows], "numbers").join("\n")}\n`;
}

function languageOf(file: FileStats): string {
  if (/\.(h|hh|hpp|hxx|inl|ipp|tpp)$/i.test(file.path)) return "headers";
  return LANGUAGES[file.language];
}

function total(corpus: string, files: readonly FileStats[]): CorpusStats {
  const sum = (value: (file: FileStats) => number): number => files.reduce((all, file) => all + value(file), 0);
  return {
    corpus,
    files: files.length,
    bytes: sum((file) => file.bytes),
    lines: sum((file) => file.lines),
    functions: sum((file) => file.functions),
    brokenFiles: files.filter((file) => file.brokenFunctions > 0).length,
    brokenFunctions: sum((file) => file.brokenFunctions),
    givenUpFunctions: sum((file) => file.givenUpFunctions),
  };
}

const LANGUAGES: Readonly<Record<FileStats["language"], string>> = {
  c: "C",
  cpp: "C++",
  rust: "Rust",
  toml: "TOML",
  inf: "INF",
};
