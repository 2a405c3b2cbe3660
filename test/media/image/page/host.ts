/** What VS Code is to the page of an image, with answers of a test's own. The byte at each place of the file is its offset's. */
import type { FromPage, StringsParams, StringsResult, ToPage } from "../../../../server/src/image/protocol.ts";
import type { Scope, StageOptions } from "../support/stage-options.ts";

const scope = globalThis as unknown as Scope & { acquireVsCodeApi: () => unknown };
scope.posted = [];
scope.tell = (message: ToPage) => window.postMessage(message);

let release = (): void => undefined;
const released = new Promise<void>((resolve) => {
  release = resolve;
});
scope.release = () => release();
const cancels = new Map<number, () => void>();

scope.acquireVsCodeApi = () => ({
  postMessage(given: unknown) {
    // As VS Code sends it: nothing that is no data comes through.
    const message = structuredClone(given) as FromPage;
    scope.posted.push(message);
    if (message.kind === "ready") {
      scope.tell({ kind: "opened", name: scope.stage.name ?? "NewDriver.sys" });
      for (const told of scope.stage.told ?? []) scope.tell(told);
    } else if (message.kind === "request") void answer(message);
    else if (message.kind === "cancel") cancels.get(message.id)?.();
  },
  getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") as unknown,
  setState: (state: unknown) => sessionStorage.setItem("state", JSON.stringify(state)),
});

async function answer({ id, method, params }: Extract<FromPage, { kind: "request" }>): Promise<void> {
  const { held, failures } = scope.stage;
  if (held?.some((one) => one === method)) {
    scope.tell({ kind: "progress", id, fraction: 0.25 });
    const isCancelled = await Promise.race([
      released.then(() => false),
      new Promise<boolean>((resolve) => cancels.set(id, () => resolve(true))),
    ]);
    if (isCancelled) {
      scope.tell({ kind: "failure", id, failure: { code: "cancelled", message: "Cancelled." } });
      return;
    }
  }
  const failure = failures?.[method as keyof typeof failures];
  if (failure !== undefined) scope.tell({ kind: "failure", id, failure });
  else scope.tell({ kind: "response", id, result: answers[method]?.(scope.stage, params) });
}

const answers: Readonly<Record<string, (stage: StageOptions, params: unknown) => unknown>> = {
  report: ({ report }) => report,
  tags: ({ tags = [] }) => tags,
  databases: ({ databases = [] }) => databases,
  strings: ({ strings = [] }, params) => found(strings, params as StringsParams),
  bytes(_stage, params) {
    const { start, length } = params as { start: number; length: number };
    return { bytes: Uint8Array.from({ length }, (_, index) => (start + index) & 0xff) };
  },
};

function found(all: NonNullable<StageOptions["strings"]>, params: StringsParams): StringsResult {
  const { search, least, encoding, from, limit } = params;
  const wanted = all.filter(
    (one) =>
      (encoding === "both" || one.encoding === encoding) &&
      one.length >= least &&
      one.text.toLowerCase().includes(search.toLowerCase()),
  );
  const strings = wanted.slice(from, from + limit);
  return { strings, ...(from + limit < wanted.length ? { next: from + limit } : {}) };
}
