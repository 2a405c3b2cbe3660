/** The registry: every template, in the order in which they are offered. */
import type { Template } from "./template.ts";

export const templates: readonly Template[] = [];
