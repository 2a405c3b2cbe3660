/** Checklists as tests ask for them: of an example with its project, and of texts. */
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { ruleNames } from "../../../../server/src/engine/config/rule-names.ts";
import { judge } from "../../../../server/src/engine/judge.ts";
import { profiledFiles, profilingSqlite } from "../../../../server/src/engine/reading/sqlite-profile/profile.ts";
import type { SqliteProfile, Step } from "../../../../server/src/engine/reading/sqlite-profile/step.ts";
import { finish } from "../../../../server/src/engine/steps.ts";
import { UnitSession } from "../../../../server/src/engine/unit-session.ts";
import { nodeFileTree, toTreePath } from "../../../../server/src/main/files.ts";
import { discoverUnits } from "../../../../server/src/model/unit/discover.ts";
import type { DriverUnit } from "../../../../server/src/model/unit/types.ts";
import { decodeSource } from "../../../../server/src/syntax/decode.ts";
import { openUnit, parts, type SourceText, type UnitSettings } from "../../../support/engine.ts";

const names = ruleNames(parts.rules);
const byId = new Map(parts.rules.map((rule) => [rule.id, rule]));

/** With suppressions, and without a configuration. */
export function checklist(session: UnitSession, driver: DriverUnit): SqliteProfile | undefined {
  const findings = profiledFiles(session, driver).flatMap((path) => {
    const found = session.check(path, ({ message }) => {
      throw new Error(message);
    });
    return judge(path, session.text(path) ?? "", found, { severityOf: (_, own) => own }, byId, names).findings;
  });
  return finish(profilingSqlite(session, driver, findings));
}

/** A session over a folder below examples/, with what its project says, or would say. */
export function openExample(
  name: string,
  change: (driver: DriverUnit) => DriverUnit = (driver) => driver,
): { readonly session: UnitSession; readonly driver: DriverUnit } {
  const root = toTreePath(fileURLToPath(new URL(`../../../../examples/${name}`, import.meta.url)), sep);
  const tree = nodeFileTree();
  const [found] = discoverUnits(tree, [root]).units;
  if (found === undefined) {
    throw new Error(`${name} is no example of a driver`);
  }
  const driver = change(found);
  const files = [...driver.sources, ...driver.headers].map((path) => {
    const text = decodeSource(tree.read(path) ?? new Uint8Array())?.text ?? "";
    return { path, text };
  });
  return { session: UnitSession.open({ driver, files, targetWindows: undefined }, parts), driver };
}

/** The steps of texts that are one driver, by id; none where it has no checklist. */
export function stepsOf(files: readonly SourceText[] | string, settings: UnitSettings = {}): ReadonlyMap<string, Step> {
  const session = openUnit(typeof files === "string" ? [{ path: "driver.c", text: files }] : files, settings);
  const driver = session.reading(session.paths[0] ?? "")?.context.driver;
  const steps = driver && checklist(session, driver);
  return new Map(steps?.map((step) => [step.id, step]));
}
