/** Levels as clients are told them. */
import type { ShownLevel } from "../../engine/reading/levels/level.ts";
import type { CodeLevel } from "../protocol.ts";

/** To be spread: without a level where none is known. */
export const levelOf = (level: ShownLevel | undefined): { readonly level?: CodeLevel } =>
  level === undefined
    ? {}
    : { level: { text: level.text, ...(level.mark && { mark: level.mark }), isCertain: level.isCertain } };
