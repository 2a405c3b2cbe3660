/** The JSON schema of `.driverlens.json`, for completion and checks in editors. */
import type { Rule } from "../../rules/rule.ts";
import { CONFIG_SHAPE, LEVELS, type Shape } from "./shape.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

/** Rules may be named by id, by equivalent or as `*`; the order of the rules is kept. */
export function configSchema(rules: readonly Rule[]): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "driverlens settings",
    ...schemaOf(CONFIG_SHAPE, rules),
  };
}

function schemaOf(shape: Shape, rules: readonly Rule[]): JsonSchema {
  const description = shape.describe;
  if (shape.type === "text") {
    return { type: "string", description, ...(shape.example === undefined ? {} : { examples: [shape.example] }) };
  }
  if (shape.type === "count") {
    return { type: "integer", minimum: shape.least, description, examples: [shape.example] };
  }
  if (shape.type === "choice") return { enum: shape.values, description };
  if (shape.type === "list") return { type: "array", description, items: schemaOf(shape.items, rules) };
  if (shape.type === "levels") return { type: "object", description, ...levels(rules) };
  const fields = Object.entries(shape.fields).map(([key, field]) => [key, schemaOf(field, rules)] as const);
  return { type: "object", description, properties: Object.fromEntries(fields), additionalProperties: false };
}

function levels(rules: readonly Rule[]): JsonSchema {
  const properties: Record<string, JsonSchema> = { "*": { enum: LEVELS, description: "All rules." } };
  for (const rule of rules) properties[rule.id] = { enum: LEVELS, description: rule.docs.summary };
  for (const rule of rules) {
    for (const name of rule.equivalents) {
      properties[name] ??= { enum: LEVELS, description: `Another name of ${rule.id}: ${rule.docs.summary}` };
    }
  }
  return { properties, additionalProperties: false };
}
