/** What `#[cfg(...)]` leaves of a crate when it is compiled as a Windows driver, as far as that is certain. */
import type { RustAttribute, RustToken } from "../../syntax/rust/ast.ts";

/** Whether the attributes take out what they stand on: it is compiled for tests or for another system alone. */
export function isLeftOut(attributes: readonly RustAttribute[]): boolean {
  return attributes.some(
    ({ path, args }) =>
      path === "test" || path === "bench" || (path === "cfg" && args !== undefined && evaluate(args) === false),
  );
}

/**
 * What a predicate comes to in a driver; undefined where that hangs on features, on the profile, or on what nobody knows.
 * @param tokens what stands between the parentheses of `cfg(...)`
 */
export function evaluate(tokens: readonly RustToken[]): boolean | undefined {
  const reader = new Reader(tokens);
  const value = reader.predicate(0);
  return reader.isAtEnd ? value : undefined;
}

/** The conditional attributes of `cfg_attr(predicate, attribute, ...)`: its predicate and the names of the attributes. */
export function conditional(
  tokens: readonly RustToken[],
): { readonly holds: boolean | undefined; readonly names: readonly string[] } | undefined {
  const reader = new Reader(tokens);
  const holds = reader.predicate(0);
  const names: string[] = [];
  while (reader.take(",")) {
    const name = reader.word();
    if (name === undefined) {
      break;
    }
    names.push(name);
    reader.skipToComma();
  }
  return names.length === 0 ? undefined : { holds, names };
}

const NAMES: ReadonlyMap<string, boolean> = new Map([
  ["test", false],
  ["doctest", false],
  ["miri", false],
  ["doc", false],
  ["unix", false],
  ["windows", true],
  ["true", true],
  ["false", false],
]);

const VALUES: ReadonlyMap<string, string> = new Map([
  ["target_os", "windows"],
  ["target_family", "windows"],
  ["target_vendor", "pc"],
]);

/** Deeper nesting than anybody writes. */
const maximumDepth = 32;

class Reader {
  private at = 0;
  private readonly tokens: readonly RustToken[];

  constructor(tokens: readonly RustToken[]) {
    this.tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length || (this.at === this.tokens.length - 1 && this.tokens[this.at]?.text === ",");
  }

  take(text: string): boolean {
    const isThere = this.tokens[this.at]?.text === text;
    this.at += isThere ? 1 : 0;
    return isThere;
  }

  word(): string | undefined {
    const token = this.tokens[this.at];
    if (token?.kind !== "word") {
      return undefined;
    }
    this.at++;
    return token.text;
  }

  skipToComma(): void {
    let depth = 0;
    for (; this.at < this.tokens.length; this.at++) {
      const text = this.tokens[this.at]?.text;
      if (text === "," && depth === 0) {
        return;
      }
      depth += text === "(" ? 1 : text === ")" ? -1 : 0;
    }
  }

  predicate(depth: number): boolean | undefined {
    const name = this.word();
    if (name === undefined || depth > maximumDepth) {
      this.skipToComma();
      return undefined;
    }
    if (this.take("=")) {
      const value = this.tokens[this.at]?.text.replace(/^"|"$/g, "");
      this.at++;
      const own = VALUES.get(name);
      return own === undefined ? undefined : own === value;
    }
    if (!this.take("(")) {
      return NAMES.get(name);
    }
    const values: (boolean | undefined)[] = [];
    while (this.at < this.tokens.length && !this.take(")")) {
      values.push(this.predicate(depth + 1));
      if (!this.take(",") && this.tokens[this.at]?.text !== ")") {
        this.skipToComma();
        this.take(",");
      }
    }
    switch (name) {
      case "not":
        return values[0] === undefined ? undefined : !values[0];
      case "all":
        return values.includes(false) ? false : values.includes(undefined) ? undefined : true;
      case "any":
        return values.includes(true) ? true : values.includes(undefined) ? undefined : false;
      default:
        return undefined;
    }
  }
}
