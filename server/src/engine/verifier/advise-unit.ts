/** The advice for one driver unit, read off a session over it. */
import { driverEntry } from "../../analysis/pool/nx-opt-in.ts";
import type { CheckSession } from "../check-session.ts";
import type { CheckTask } from "../plan.ts";
import { poolTagRows } from "../reading/unit-view/pool-tags.ts";
import { ViewedUnit } from "../reading/unit-view/unit.ts";
import type { Steps } from "../steps.ts";
import { UnitSession } from "../unit-session.ts";
import type { VerifierAdvice } from "./advice.ts";
import { imageNameOf } from "./image-name.ts";
import { linuxAdvice } from "./linux-advice.ts";
import { usesOfUnit } from "./unit-uses.ts";
import { windowsAdvice } from "./windows-advice.ts";

/**
 * In slices; an edit between two of them makes the rest worthless. Undefined for what is no kernel driver,
 * and for a part of one that uses nothing.
 */
export function* advisingUnit(
  session: CheckSession,
  { driver, targetWindows }: Pick<CheckTask, "driver" | "targetWindows">,
): Steps<VerifierAdvice | undefined> {
  const { kind } = driver;
  if (kind !== "windows-kernel" && kind !== "linux-kernel") {
    return undefined;
  }
  if (!(session instanceof UnitSession)) {
    return {
      platform: "unread",
      image: imageNameOf(driver, undefined, new Map()),
      because: "Drivers in Rust are not read for this.",
    };
  }
  const unit = new ViewedUnit(session);
  const context = unit.context();
  if (context === undefined) {
    return undefined;
  }
  const uses = yield* usesOfUnit(unit, kind, new Set(driver.unlisted));
  if (kind === "linux-kernel") {
    // A folder of headers becomes no module: what fits any module is nothing to tell of it.
    if (uses.size === 0 && driver.projectFile === undefined && driver.sources.length === 0) {
      return undefined;
    }
    return linuxAdvice(context.facts.kernelDebugOptions(), uses);
  }
  if (uses.size === 0 && driverEntry(context) === undefined) {
    return undefined;
  }
  const image = imageNameOf(driver, context, uses);
  const tags = (yield* poolTagRows(unit)).flatMap(({ id, label }) => plainTag(id, label) ?? []);
  return windowsAdvice(context.facts.verifierChecks(), { uses, image, target: targetWindows, tags });
}

/** The tag of a row where a command line can have it as it is. */
function plainTag(id: string, label: string): string | undefined {
  const [, tag] = /^"?([A-Za-z0-9_]{4})"?$/.exec(label) ?? [];
  return /^\d+$/.test(id) && id !== "0" ? tag : undefined;
}
