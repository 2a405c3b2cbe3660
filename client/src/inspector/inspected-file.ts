/** A file that is open in an inspector: the workers that read it, and what happens to it meanwhile. */
import * as vscode from "vscode";
import { type Failure, LaneError } from "../../../server/src/lanes/failure.ts";
import type { Lanes } from "../../../server/src/lanes/lanes.ts";
import type { Calls } from "../../../server/src/lanes/messages.ts";

export interface InspectedFile<C extends Calls, Open> {
  /** Of workers that open the file anew when it changes. A file that cannot be opened fails each question with the reason. */
  readonly ask: Lanes<C, Open>["ask"];
  /** Workers of its own for long work, which a change of the file does not end. @throws LaneError */
  openAlone(): Promise<Lanes<C, Open>>;
  /** Counts what happened to the file. */
  readonly version: number;
  readonly onDidChange: vscode.Event<void>;
  /** Opens the file anew, changed or not. */
  reopen(): Promise<void>;
  dispose(): void;
}

export interface Inspection<C extends Calls, Open> {
  /** What workers are told first, as the file is now. @throws LaneError where it cannot be opened */
  params(): Promise<Open>;
  lanes(params: Open): Lanes<C, Open>;
  /** Tells the file and what belongs to it from what they were before. */
  stamp(): Promise<string>;
  /** @param look is to be called after something may have changed */
  watch(look: () => Promise<void>): vscode.Disposable;
  /** Of a question that comes too late: "The database is closed." */
  readonly closed: string;
}

/** Succeeds whatever the file is: what is wrong with it is shown where its content would be, beside a way to try again. */
export async function inspectFile<C extends Calls, Open>(
  inspection: Inspection<C, Open>,
): Promise<InspectedFile<C, Open>> {
  const changed = new vscode.EventEmitter<void>();
  let lanes: Lanes<C, Open> | undefined;
  let failure: Failure | undefined;
  let stamp = "";
  let version = 0;
  let isDisposed = false;

  const load = async (): Promise<void> => {
    stamp = await inspection.stamp();
    try {
      const params = await inspection.params();
      if (isDisposed) return;
      failure = undefined;
      if (lanes === undefined) lanes = inspection.lanes(params);
      else lanes.reopen(params);
    } catch (error) {
      failure = failureOf(error);
      lanes?.dispose();
      lanes = undefined;
    }
  };
  // One after the other: what happens to the file while it is opened is looked at afterwards.
  let last = load();
  const reload = (isWanted: () => Promise<boolean>): Promise<void> => {
    last = last.then(async () => {
      if (isDisposed || !(await isWanted())) return;
      const wasOpen = lanes !== undefined;
      await load();
      version++;
      // Who looks at a failure is told nothing where it has only been tried again.
      if (wasOpen || lanes !== undefined) changed.fire();
    });
    return last;
  };
  const watch = inspection.watch(() => reload(async () => (await inspection.stamp()) !== stamp));
  await last;

  return {
    ask(method, params, options) {
      if (lanes !== undefined) return lanes.ask(method, params, options);
      // Who asks again wants it tried again.
      const result = reload(async () => failure !== undefined).then(() => {
        if (lanes === undefined) throw new LaneError(failure ?? { code: "cancelled", message: inspection.closed });
        return lanes.ask(method, params, options).result;
      });
      return { result, cancel: () => undefined };
    },
    openAlone: async () => inspection.lanes(await inspection.params()),
    get version() {
      return version;
    },
    onDidChange: changed.event,
    reopen: () => reload(async () => true),
    dispose() {
      isDisposed = true;
      watch.dispose();
      changed.dispose();
      lanes?.dispose();
      lanes = undefined;
    },
  };
}

function failureOf(error: unknown): Failure {
  if (error instanceof LaneError) return error.failure;
  return { code: "internal", message: error instanceof Error ? error.message : String(error) };
}
