/** JSON as a tree, with numbers as they are written: a 64-bit integer keeps all of its digits. */

export interface JsonNode {
  /** Among all. */
  readonly id: string;
  /** Of a member; the index of an element; undefined of the whole. */
  readonly name: string | undefined;
  readonly kind: "object" | "array" | "string" | "number" | "literal" | "more";
  /** The value, or of what holds others how many. */
  readonly text: string;
  readonly children: readonly JsonNode[];
}

/** More is text, and no tree. */
const mostJson = 4 * 1024 * 1024;
/** Of what one node holds. */
const mostShown = 1000;
const deepest = 200;

/** @returns undefined where it is no object and no array of JSON */
export function jsonTree(text: string): JsonNode | undefined {
  if (text.length > mostJson || !/^\s*[{[]/.test(text)) return undefined;
  try {
    return nodeOf(parsed(text), undefined, "$", 0);
  } catch {
    // No JSON, or nested deeper than the parser goes.
    return undefined;
  }
}

/**
 * Numbers become strings that begin with "#", and strings, names of members too, begin with "$": so numbers keep their
 * spelling, members their order, and `__proto__` is a name like any other.
 */
function parsed(text: string): unknown {
  // What is no JSON is none before anything is replaced.
  JSON.parse(text);
  return JSON.parse(
    text.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
      token.startsWith('"') ? `"$${token.slice(1)}` : `"#${token}"`,
    ),
  );
}

function nodeOf(value: unknown, name: string | undefined, id: string, depth: number): JsonNode {
  const leaf = (kind: JsonNode["kind"], text: string): JsonNode => ({ id, name, kind, text, children: [] });
  if (typeof value === "string") {
    const own = value.slice(1);
    return value.startsWith("#") ? leaf("number", own) : leaf("string", JSON.stringify(own));
  }
  if (typeof value !== "object" || value === null) return leaf("literal", String(value));
  const isArray = Array.isArray(value);
  const entries: [string, unknown][] = Object.entries(value);
  const text = isArray ? `[${entries.length}]` : `{${entries.length}}`;
  if (depth >= deepest) return leaf("more", "…");
  const children = entries
    .slice(0, mostShown)
    .map(([key, member], index) => nodeOf(member, isArray ? key : key.slice(1), `${id}/${index}`, depth + 1));
  const rest = entries.length - children.length;
  if (rest > 0)
    children.push({ id: `${id}/more`, name: undefined, kind: "more", text: `… ${rest} more`, children: [] });
  return { id, name, kind: isArray ? "array" : "object", text, children };
}
