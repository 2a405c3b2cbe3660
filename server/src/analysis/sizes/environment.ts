/** What sizes are worked out from; a rule's context is such an environment. */
import type { Facts, SizePlatform } from "../../facts/index.ts";
import type { BuildKnowledge } from "../names/builds.ts";

export interface SizeEnvironment extends BuildKnowledge {
  readonly facts: Facts;
}

/** Whose sizes hold in a file. */
export const platformOf = (path: string, { unit }: SizeEnvironment): SizePlatform =>
  unit.file(path)?.dialect ?? "windows";
