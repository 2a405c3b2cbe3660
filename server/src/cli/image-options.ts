/** What `driverlens image` is to tell: an overview, parts of the image, a comparison of two, or a debugger's script. */

export const IMAGE_FORMATS = ["text", "json", "sarif"] as const;
export type ImageFormat = (typeof IMAGE_FORMATS)[number];

/** In the order in which they are printed. */
export const IMAGE_PARTS = [
  "headers",
  "sections",
  "imports",
  "exports",
  "resources",
  "strings",
  "tags",
  "databases",
  "findings",
] as const;
export type ImagePart = (typeof IMAGE_PARTS)[number];

export const SCRIPTS = ["windbg", "gdb"] as const;
export type ScriptKind = (typeof SCRIPTS)[number];

export type ImageAction =
  /** The overview where there are none. */
  | { readonly kind: "tell"; readonly parts: readonly ImagePart[] }
  | { readonly kind: "compare"; readonly other: string }
  | { readonly kind: "script"; readonly script: ScriptKind };

export interface ImageOptions {
  /** As given. */
  readonly file: string;
  readonly action: ImageAction;
  readonly targetOs: string | undefined;
  readonly symvers: string | undefined;
  /** Of strings. */
  readonly search: string;
  /** Of strings, in characters. */
  readonly least: number;
  readonly format: ImageFormat;
  /** Stdout where it is left out. */
  readonly output: string | undefined;
  readonly failOn: "warning" | "error" | "never";
  readonly force: boolean;
  readonly color: "auto" | "never";
}

/** As `strings` of the binutils has it. */
const usualLeast = 4;
const [smallestLeast, largestLeast] = [2, 256];

interface Given {
  readonly switches: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
}

/** A sentence where options contradict each other. Their choices were checked before. */
export function readImageOptions(
  { switches, values, positionals }: Given,
  color: "auto" | "never",
): ImageOptions | string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    return more.length > 0 && !values.has("compare")
      ? "image takes one file; two are compared with --compare"
      : "image takes one file: a driver, DLL, kernel module or object";
  }
  const one = (name: string): string | undefined => values.get(name)?.[0];
  const [other, script, output] = [one("compare"), one("script") as ScriptKind | undefined, one("output")];
  const parts = IMAGE_PARTS.filter((part) => switches.has(part));
  const things = [...parts.slice(0, 1), ...["compare", "script"].filter((name) => values.has(name))];
  if (things.length > 1) return `--${things[0]} and --${things[1]} are two things: run it twice`;
  const format = (one("format") ?? "text") as ImageFormat;
  if (script !== undefined && format !== "text") return "--script is text: leave --format out";
  if (format === "sarif" && (other !== undefined || parts.some((part) => part !== "findings"))) {
    return "--format sarif is of findings";
  }
  const stray = ["search", "min-length"].find((name) => values.has(name));
  if (stray !== undefined && !switches.has("strings")) return `--${stray} goes with --strings`;
  if (switches.has("force") && output === undefined) return "--force goes with --output";
  if (other !== undefined && values.has("fail-on")) return "--fail-on is of one image's findings, not of a comparison";
  const least = one("min-length") ?? String(usualLeast);
  if (!/^\d{1,3}$/.test(least) || Number(least) < smallestLeast || Number(least) > largestLeast) {
    return `--min-length must be a number from ${smallestLeast} to ${largestLeast}, not "${least}"`;
  }
  return {
    file,
    action:
      script !== undefined
        ? { kind: "script", script }
        : other !== undefined
          ? { kind: "compare", other }
          : { kind: "tell", parts },
    targetOs: one("target-os"),
    symvers: one("symvers"),
    search: one("search") ?? "",
    least: Number(least),
    format,
    output,
    failOn: (one("fail-on") ?? "error") as ImageOptions["failOn"],
    force: switches.has("force"),
    color,
  };
}
