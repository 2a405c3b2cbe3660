/** The view of reasons, which is loaded when somebody asks for the first time. */
import type { Server } from "../server.ts";
import type { Why } from "./why-view.ts";

export function lazyWhy(server: Server): Why {
  let view: Promise<Why> | undefined;
  const load = (): Promise<Why> => {
    view ??= import("./why-view.ts").then(({ createWhy }) => createWhy(server));
    return view;
  };
  return {
    ask: async () => (await load()).ask(),
    askAgain: async () => (await load()).askAgain(),
    copy: async (row) => (await load()).copy(row),
    dispose: () => void view?.then((loaded) => loaded.dispose()),
  };
}
