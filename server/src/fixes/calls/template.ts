/** The templates of server/data/call-fixes.tsv, read into parts; server/data/README.md describes their language. */

export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  /** An argument: as it is, as an operand, what it points to, or a wide literal made narrow. */
  | { readonly kind: "argument"; readonly index: number; readonly form: "plain" | "operand" | "pointee" | "narrow" }
  /** All arguments from one on, with what stands between them. */
  | { readonly kind: "rest"; readonly from: number }
  /** A text by the argument's text; `*` stands for any other. */
  | { readonly kind: "choice"; readonly index: number; readonly choices: ReadonlyMap<string, string> }
  /** What the result is assigned to. */
  | { readonly kind: "target" }
  /** A local variable of the template's own. */
  | { readonly kind: "new"; readonly name: string }
  /** Something that a person has to fill in. */
  | { readonly kind: "hole"; readonly name: string }
  /** An allocation of pool; its size is the product of arguments. */
  | {
      readonly kind: "pool";
      readonly memory: "paged" | "nonpaged";
      readonly contents: "zeroed" | "any";
      readonly factors: readonly number[];
    }
  /** The tag that allocations of the template have. */
  | { readonly kind: "tag" };

/** @throws for a placeholder that nobody knows: a mistake in the table */
export function parseTemplate(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  const text = (upTo: number): void => {
    if (upTo > end) {
      parts.push({ kind: "text", text: decoded(template.slice(end, upTo)) });
    }
  };
  for (const match of template.matchAll(placeholder)) {
    text(match.index);
    parts.push(parsePlaceholder(match[1] ?? ""));
    end = match.index + match[0].length;
  }
  text(template.length);
  return parts;
}

/** A brace that begins a block has no placeholder's first character behind it. */
const placeholder = /\{((?:\d|[(*]\d|\?|new |narrow |pool )[^{}]*|=|tag)\}/g;

function parsePlaceholder(inner: string): TemplatePart {
  const [first = "", ...words] = inner.split(" ");
  const number = /^(\*?)(\(?)(\d+)(\)?)(\.\.)?$/.exec(first);
  if (number !== null) {
    const index = Number(number[3]);
    if (words.length > 0) {
      return { kind: "choice", index, choices: new Map(words.map(splitChoice)) };
    }
    return number[5] === undefined
      ? { kind: "argument", index, form: number[1] === "*" ? "pointee" : number[2] === "(" ? "operand" : "plain" }
      : { kind: "rest", from: index };
  }
  switch (first.charAt(0)) {
    case "=":
      return { kind: "target" };
    case "t":
      return { kind: "tag" };
    case "?":
      return { kind: "hole", name: inner.slice(1) };
    default:
      if (first === "new" && words[0] !== undefined) {
        return { kind: "new", name: words[0] };
      }
      if (first === "narrow" && words[0] !== undefined) {
        return { kind: "argument", index: Number(words[0]), form: "narrow" };
      }
      if (first === "pool" && words[2] !== undefined) {
        return {
          kind: "pool",
          memory: words[0] === "paged" ? "paged" : "nonpaged",
          contents: words[1] === "zeroed" ? "zeroed" : "any",
          factors: words[2].split("*").map(Number),
        };
      }
      throw new Error(`{${inner}} is no placeholder`);
  }
}

function splitChoice(word: string): readonly [key: string, value: string] {
  const at = word.indexOf("=");
  return [word.slice(0, at), word.slice(at + 1).replaceAll("|", " | ")];
}

const decoded = (text: string): string =>
  text.replace(/\\([\\nt])/g, (_, letter: string) => (letter === "n" ? "\n" : letter === "t" ? "\t" : "\\"));

/** The functions that a template calls, in its order. */
export function calledNames(template: string): readonly string[] {
  return [...code(template).matchAll(/([A-Za-z_]\w*)\(/g)].map((match) => match[1] ?? "");
}

/** All names of the kernel's that a template uses. */
export function templateNames(template: string): readonly string[] {
  return code(template).match(/[A-Za-z_]\w*/g) ?? [];
}

/** The template without its strings and placeholders. */
const code = (template: string): string =>
  template
    .replace(/"(?:[^"\\]|\\.)*"/g, "")
    .replace(/\\[nt]/g, " ")
    .replace(placeholder, "");
