/** The registry: every rule, by id. */
import { poolDefaultTag } from "./pool-default-tag.ts";
import { poolDeprecated } from "./pool-deprecated.ts";
import { poolExecutable } from "./pool-executable.ts";
import { poolTagMismatch } from "./pool-tag-mismatch.ts";
import { poolTagType } from "./pool-tag-type.ts";
import { poolTypeAsFlags } from "./pool-type-as-flags.ts";
import { poolUntagged } from "./pool-untagged.ts";
import type { Rule } from "./rule.ts";

export const rules: readonly Rule[] = [
  poolDefaultTag,
  poolDeprecated,
  poolExecutable,
  poolTagMismatch,
  poolTagType,
  poolTypeAsFlags,
  poolUntagged,
];
