/** Makes docs/driverlens.schema.json, by which editors complete and check `.driverlens.json`. */
import { configSchema } from "../src/engine/config/schema.ts";
import type { Rule } from "../src/rules/rule.ts";

/** Path from the repository's root with its content. */
export function generateConfigSchema(rules: readonly Rule[]): ReadonlyMap<string, string> {
  return new Map([["docs/driverlens.schema.json", `${JSON.stringify(configSchema(rules), undefined, 2)}\n`]]);
}
