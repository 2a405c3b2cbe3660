/**
 * Rows as JSON: an array with an object for each row, one a line. Integers have all their digits, which 64-bit readers keep
 * (JavaScript's own does not beyond 2^53); Inf is 1e999, which readers take for infinity. Blobs are `{"hex":"0a0b"}`, which no
 * text can be taken for, and texts that are no UTF-8 `{"textHex":"ff"}`.
 */
import type { RowFormat, Shape } from "./formats.ts";
import { hexOf, type Value } from "./value.ts";

export function jsonFormat(shape: Shape): RowFormat {
  const names = uniqueNames(shape.columns).map((name) => JSON.stringify(name));
  return {
    begin: "[\n",
    row: (values) => `{${values.map((value, index) => `${names[index]}:${jsonValue(value)}`).join(",")}}`,
    between: ",\n",
    end: "\n]\n",
    endOfNone: "]\n",
  };
}

export function jsonValue(value: Value): string {
  if (value === null) return "null";
  switch (value.type) {
    case "integer":
      return value.text;
    case "real":
      return value.text.replace("Inf", "1e999");
    case "text":
      return value.bytes === undefined ? JSON.stringify(value.text) : `{"textHex":"${hexOf(value.bytes)}"}`;
    case "blob":
      return `{"hex":"${hexOf(value.bytes)}"}`;
  }
}

/** Results of queries may name two columns alike; SQLite itself tells them apart so where it must. */
function uniqueNames(columns: readonly string[]): string[] {
  const taken = new Set<string>();
  return columns.map((name) => {
    let unique = name;
    for (let count = 1; taken.has(unique); count++) unique = `${name}:${count}`;
    taken.add(unique);
    return unique;
  });
}
