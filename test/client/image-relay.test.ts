/** What stands between the page of an image, which is a browser with a stranger's strings in it, and whoever shows it. */
import { expect, test } from "vitest";
import { createRelay, type PageServices } from "../../client/src/image/relay.ts";
import type { ToPage } from "../../server/src/image/protocol.ts";
import { LaneError } from "../../server/src/lanes/failure.ts";

function setup(result: () => Promise<unknown> = async () => []) {
  const asked: { readonly method: string; readonly params: unknown }[] = [];
  const cancelled: string[] = [];
  const done: unknown[] = [];
  const sent: ToPage[] = [];
  const kinds = ["ready", "copy", "save", "goTo", "openDatabase", "openInf", "openPage", "compare"] as const;
  const others = ["chooseTarget", "chooseSymvers", "script", "reopen", "openWith"] as const;
  const note =
    (kind: string) =>
    (...values: unknown[]): void =>
      void done.push([kind, ...values]);
  const services = Object.fromEntries(
    [...kinds, ...others].map((kind) => [kind, note(kind)]),
  ) as unknown as PageServices;
  const lanes = {
    ask(method: string, params: unknown): never {
      asked.push({ method, params });
      return { result: result(), cancel: () => cancelled.push(method) } as never;
    },
  };
  const relay = createRelay(lanes, services, (message) => sent.push(message));
  return { relay, asked, cancelled, done, sent };
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test("a question is asked and answered under its number, a failure is its answer", async () => {
  const one = setup(async () => ({ strings: [] }));
  const params = { search: "", least: 5, encoding: "both", from: 0, limit: 100 };
  one.relay.receive({ kind: "request", id: 7, method: "strings", params });
  await settled();
  expect(one.asked).toEqual([{ method: "strings", params }]);
  expect(one.sent).toEqual([{ kind: "response", id: 7, result: { strings: [] } }]);

  const failure = { code: "file", message: "It is gone." } as const;
  const other = setup(() => Promise.reject(new LaneError(failure)));
  other.relay.receive({ kind: "request", id: 1, method: "report", params: {} });
  await settled();
  expect(other.sent).toEqual([{ kind: "failure", id: 1, failure }]);
});

test("what a page wants done outside of itself is done with what it says", () => {
  const { relay, done } = setup();
  for (const message of [
    { kind: "ready" },
    { kind: "copy", text: "HeapFree" },
    { kind: "goTo", name: "HeapFree", index: 1 },
    { kind: "openDatabase", start: 4096 },
    { kind: "openInf", name: "quirks.inf" },
    { kind: "openPage", address: "https://learn.microsoft.com/" },
    ...["compare", "chooseTarget", "chooseSymvers", "script", "reopen", "openWith"].map((kind) => ({ kind })),
  ]) {
    relay.receive(message);
  }
  expect(done).toEqual([
    ["ready"],
    ["copy", "HeapFree"],
    ["goTo", "HeapFree", 1],
    ["openDatabase", 4096],
    ["openInf", "quirks.inf"],
    ["openPage", "https://learn.microsoft.com/"],
    ...[["compare"], ["chooseTarget"], ["chooseSymvers"], ["script"], ["reopen"], ["openWith"]],
  ]);
});

test("what is not in the protocol is not passed on", async () => {
  const { relay, asked, done, sent } = setup();
  for (const message of [
    ...[undefined, null, "ready", 7, [], {}, { kind: "toString" }, { kind: "dispose" }],
    ...["toString", "__proto__", "constructor", "open"].map((method) => ({
      ...{ kind: "request", id: 1, method, params: { name: "x", file: { path: "/etc/passwd" }, surroundings: {} } },
    })),
    { kind: "goTo", name: 7, index: 0 },
    { kind: "openInf" },
    { kind: "openDatabase", start: "0" },
  ]) {
    relay.receive(message);
  }
  await settled();
  expect([asked, done, sent]).toEqual([[], [], []]);

  relay.receive({ kind: "request", id: 2, method: "bytes", params: { start: 0, length: 1e12 } });
  await settled();
  expect(asked).toEqual([]);
  expect(sent).toEqual([{ kind: "failure", id: 2, failure: { code: "refused", message: expect.any(String) } }]);
});

test("what the page waits for is ended when it says so, and when it is gone", () => {
  const { relay, cancelled } = setup(() => new Promise(() => undefined));
  relay.receive({ kind: "request", id: 1, method: "tags", params: {} });
  relay.receive({ kind: "request", id: 2, method: "databases", params: {} });
  relay.receive({ kind: "cancel", id: 1 });
  expect(cancelled).toEqual(["tags"]);
  relay.dispose();
  expect(cancelled).toContain("databases");
});
