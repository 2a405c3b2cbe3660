/** Opens the session that fits what a unit is written in. */
import type { DriverUnit } from "../model/unit/types.ts";
import type { CheckSession } from "./check-session.ts";
import { CrateSession } from "./crate-session.ts";
import { InfSession } from "./inf-session.ts";
import type { Steps } from "./steps.ts";
import { type EngineParts, type SessionInput, UnitSession } from "./unit-session.ts";

/**
 * Reads a unit's files in slices.
 * @throws where the parser that it needs is not loaded: see `loadFor` and `loadingFor`
 */
export function* openingSession(input: SessionInput, parts: EngineParts): Steps<CheckSession> {
  switch (input.driver.language) {
    case "rust": {
      const { parser } = parts.rust;
      if (parser === undefined) {
        throw new Error("the grammar of Rust is not loaded");
      }
      return yield* CrateSession.opening(input, parts, parser);
    }
    case "inf":
      return yield* InfSession.opening(input, parts);
    default:
      return yield* UnitSession.opening(input, parts);
  }
}

/** Loads what a unit is read with, for who can wait; rejects where that fails. */
export async function loadFor({ language }: Pick<DriverUnit, "language">, { rust }: EngineParts): Promise<void> {
  if (language === "rust") {
    await rust.load();
  }
}

/**
 * The same for who works in slices: gives way until it is loaded, which a host's other work takes care of.
 * @throws where it cannot be loaded
 */
export function* loadingFor({ language }: Pick<DriverUnit, "language">, { rust }: EngineParts): Steps<void> {
  if (language !== "rust" || rust.parser !== undefined) {
    return;
  }
  let failure: { readonly error: unknown } | undefined;
  rust.load().catch((error: unknown) => {
    failure = { error };
  });
  while (rust.parser === undefined) {
    yield;
    if (failure !== undefined) {
      throw failure.error;
    }
  }
}
