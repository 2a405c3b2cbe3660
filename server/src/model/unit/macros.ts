/** Replaces macros in project files, `$(X)` or `${X}`, with a bound that values which contain themselves cannot pass. */

const MAX_ROUNDS = 8;
const MAX_LENGTH = 262_144;

/**
 * `pattern` must be global and match an innermost macro with its name as the first group that took part. Values are expanded in turn.
 * What would grow beyond the bound vanishes.
 */
export function expandMacros(text: string, pattern: RegExp, lookUp: (name: string) => string): string {
  let expanded = text;
  for (let round = 0; round < MAX_ROUNDS && expanded.search(pattern) >= 0; round += 1) {
    let length = expanded.length;
    expanded = expanded.replace(pattern, (_all, ...groups: unknown[]) => {
      const name = groups.find((group) => typeof group === "string");
      const value = lookUp(String(name).trim());
      length += value.length;
      return length > MAX_LENGTH ? "" : value;
    });
  }
  return expanded;
}
