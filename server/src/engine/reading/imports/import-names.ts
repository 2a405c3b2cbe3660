/** Which imports a name in a source causes: a function's own name, a macro that calls it, a name that stands for two spellings. */
import type { RuleContext } from "../../../rules/context.ts";

/** Macros that lead to macros end somewhere. */
const deepest = 8;

/**
 * @param wanted names of imports
 * @returns the imports that a call of a name causes; none for functions that the unit defines itself
 */
export function importNames(
  wanted: ReadonlySet<string>,
  { unit, facts }: Pick<RuleContext, "unit" | "facts">,
): (written: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();

  const find = (written: string, above: readonly string[]): readonly string[] => {
    const macros = above.includes(written) ? [] : unit.macros(written).map(({ macro }) => macro);
    if (macros.length > 0) {
      // `#define Allocate HeapAlloc` calls nothing, but whoever calls it does.
      const named = macros.flatMap(({ body, calls }) => (/^\w+$/.test(body) ? [body] : calls));
      const inner = above.length < deepest ? named.flatMap((name) => find(name, [...above, written])) : [];
      return [...new Set(inner)];
    }
    const name = written.startsWith("__imp_") ? written.slice("__imp_".length) : written;
    if (unit.signatures(name).length > 0) {
      return [];
    }
    return wanted.has(name) ? [name] : spellings(name);
  };
  /** Headers of Windows make CreateFileW of CreateFile, or CreateFileA. */
  const spellings = (name: string): readonly string[] => {
    const found = ["W", "A"].map((ending) => `${name}${ending}`).filter((each) => wanted.has(each));
    const isKernels = (): boolean => facts.functionContract(name) !== undefined || facts.kernelExport(name).length > 0;
    return found.length > 0 && isKernels() ? [] : found;
  };
  return (written) => {
    const names = known.get(written) ?? find(written, []);
    known.set(written, names);
    return names;
  };
}
