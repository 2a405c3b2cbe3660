/** One name for each built-in type: `unsigned long int` and `long` are of one size. */

/** The name that the facts have of a built-in type's size; undefined for other types. */
export function builtInName(words: string): string | undefined {
  const sorted = words.split(" ").filter((word) => word !== "");
  if (sorted.length === 0 || !sorted.every((word) => parts.has(word))) {
    return undefined;
  }
  const longs = sorted.filter((word) => word === "long").length;
  const special = sorted.find((word) => !["signed", "unsigned", "__signed__", "long", "int"].includes(word));
  if (special === "double" && longs > 0) {
    return "long double";
  }
  return special === undefined
    ? longs > 1
      ? "long long"
      : longs === 1
        ? "long"
        : "int"
    : (aliases.get(special) ?? special);
}

const aliases: ReadonlyMap<string, string> = new Map([["_Bool", "bool"]]);

const parts: ReadonlySet<string> = new Set([
  "signed",
  "unsigned",
  "__signed__",
  "long",
  "short",
  "int",
  "char",
  "float",
  "double",
  "bool",
  "_Bool",
  "__int8",
  "__int16",
  "__int32",
  "__int64",
]);
