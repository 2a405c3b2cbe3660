/** The view of a driver, which is loaded when there is one: its container in the activity bar is not there before. */
import type * as vscode from "vscode";
import type { Server } from "../server.ts";
import type { DriverView } from "./unit-view.ts";

export interface LazyDriverView extends vscode.Disposable {
  choose(): Promise<void>;
  follow(): Promise<void>;
}

export function lazyDriverView(server: Server): LazyDriverView {
  let view: Promise<DriverView> | undefined;
  const load = (): Promise<DriverView> => {
    view ??= import("./unit-view.ts").then(({ DriverView: View }) => new View(server));
    return view;
  };
  const subscription = server.onDidChange(() => {
    if (server.state === "running") void load();
  });
  return {
    choose: async () => (await load()).choose(),
    follow: async () => (await load()).follow(),
    dispose() {
      subscription.dispose();
      void view?.then((loaded) => loaded.dispose());
    },
  };
}
