/** The views of a driver, which are loaded when there is one: their container in the activity bar is not there before. */
import type * as vscode from "vscode";
import type { Server } from "../server.ts";
import type { ChecklistView } from "../sqlite-profile/checklist-view.ts";
import type { ShownDriver } from "./shown-driver.ts";
import type { DriverView } from "./unit-view.ts";

export interface LazyDriverViews extends vscode.Disposable {
  choose(): Promise<void>;
  follow(): Promise<void>;
  /** Of the checklist of SQLite; undefined rows stand for what is selected, and for all of it. */
  readonly checklist: Readonly<Record<"fix" | "insert" | "explain" | "copy", (row: unknown) => Promise<void>>>;
}

interface Views {
  readonly driver: ShownDriver;
  readonly view: DriverView;
  readonly checklist: ChecklistView;
}

export function lazyDriverViews(server: Server): LazyDriverViews {
  let views: Promise<Views> | undefined;
  const load = (): Promise<Views> => {
    views ??= loadViews(server);
    return views;
  };
  const subscription = server.onDidChange(() => {
    if (server.state === "running") void load();
  });
  return {
    choose: async () => (await load()).view.choose(),
    follow: async () => (await load()).driver.choose(undefined),
    checklist: {
      fix: async (row) => (await load()).checklist.fix(row),
      insert: async (row) => (await load()).checklist.insert(row),
      explain: async (row) => (await load()).checklist.explain(row),
      copy: async (row) => (await load()).checklist.copy(row),
    },
    dispose() {
      subscription.dispose();
      void views?.then(({ driver, view, checklist }) => {
        for (const loaded of [view, checklist, driver]) loaded.dispose();
      });
    },
  };
}

async function loadViews(server: Server): Promise<Views> {
  const [{ ShownDriver: Driver }, { DriverView: View }, { ChecklistView: Checklist }] = await Promise.all([
    import("./shown-driver.ts"),
    import("./unit-view.ts"),
    import("../sqlite-profile/checklist-view.ts"),
  ]);
  const driver = new Driver();
  return { driver, view: new View(server, driver), checklist: new Checklist(server, driver) };
}
