// Turns cells of the tables into values: empty cells into undefined, lists into arrays, page names into addresses.

/** The cell's text; undefined when it is empty. */
export function optional(cell: string): string | undefined {
  return cell === "" ? undefined : cell;
}

/** The entries of a list cell, trimmed; empty for an empty cell. */
export function list(cell: string, separator: string | RegExp): readonly string[] {
  if (cell === "") return [];
  return cell
    .split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

/** A parameter index from 0; undefined when the cell holds no number. */
export function parameterIndex(cell: string): number | undefined {
  return /^\d+$/.test(cell) ? Number(cell) : undefined;
}

/** The cell when it is one of `allowed`, else undefined. */
export function oneOf<Value extends string>(cell: string, allowed: readonly Value[]): Value | undefined {
  return allowed.find((value) => value === cell);
}

/**
 * Address of a page of the driver reference; undefined when the table names none. `template` is the packed cell, in which
 * {h} stands for the header without `.h` and {n} for the name in lower case.
 */
export function pageAddress(template: string, name: string, header: string): string | undefined {
  if (template === "") return undefined;
  const stem = header.replace(/\.h$/, "").toLowerCase();
  const page = template.split("{h}").join(stem).split("{n}").join(name.toLowerCase());
  return `https://learn.microsoft.com/windows-hardware/drivers/ddi/${page}`;
}
