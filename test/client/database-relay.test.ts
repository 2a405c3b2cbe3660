/** What stands between a page, which is a browser with a stranger's data in it, and the workers of its database. */
import { expect, test } from "vitest";
import { createRelay, type PageServices } from "../../client/src/database/relay.ts";
import type { ToPage } from "../../server/src/database/protocol.ts";
import { LaneError } from "../../server/src/lanes/failure.ts";

function setup(result: () => Promise<unknown> = async () => []) {
  const asked: { readonly method: string; readonly params: unknown }[] = [];
  const cancelled: string[] = [];
  const done: unknown[] = [];
  const sent: ToPage[] = [];
  const note =
    (kind: string) =>
    (...values: unknown[]): void =>
      void done.push([kind, ...values]);
  const services: PageServices = {
    name: "quirks.db",
    isTrusted: () => false,
    history: () => ["SELECT 1"],
    ...{ keepHistory: note("history"), copy: note("copy"), save: note("save"), export: note("export") },
    ...{ compact: note("compact"), embed: note("embed"), reopen: note("reopen"), openWith: note("openWith") },
  };
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

test("a page is told what is shown when it is there, and again when that is announced", () => {
  const { relay, sent } = setup();
  relay.receive({ kind: "ready" });
  relay.announce();
  const opened = { kind: "opened", name: "quirks.db", isTrusted: false, history: ["SELECT 1"] };
  expect(sent).toEqual([opened, opened]);
});

test("a question is asked and answered under its number", async () => {
  const { relay, asked, sent } = setup(async () => [{ name: "x" }]);
  relay.receive({ kind: "request", id: 7, method: "catalog", params: {} });
  await settled();
  expect(asked).toEqual([{ method: "catalog", params: {} }]);
  expect(sent).toEqual([{ kind: "response", id: 7, result: [{ name: "x" }] }]);
});

test("a failure of a worker is its answer", async () => {
  const failure = { code: "time", message: "It took longer." } as const;
  const { relay, sent } = setup(() => Promise.reject(new LaneError(failure)));
  relay.receive({ kind: "request", id: 1, method: "overview", params: {} });
  await settled();
  expect(sent).toEqual([{ kind: "failure", id: 1, failure }]);
});

test("what is not in the protocol is not passed on", async () => {
  const { relay, asked, done, sent } = setup();
  const view = { table: "t", sort: [], filters: [], search: "" };
  const start = { kind: "start" };
  for (const message of [
    ...[undefined, null, "ready", 7, [], {}, { kind: "toString" }, { kind: "dispose" }, { kind: "announce" }],
    ...["toString", "__proto__", "constructor", "open", "bytes", "find", "export", "compact"].map((method) => ({
      ...{ kind: "request", id: 1, method, params: { to: "/etc/passwd", file: { path: "/etc/passwd" } } },
    })),
    { kind: "copy", text: 7 },
    { kind: "save", name: "x", bytes: "text" },
    { kind: "export", what: { kind: "view", view: { table: 1 } } },
    { kind: "history", statements: "SELECT" },
  ]) {
    relay.receive(message);
  }
  await settled();
  expect([asked, done, sent]).toEqual([[], [], []]);

  relay.receive({ kind: "request", id: 2, method: "rows", params: { view, from: start, limit: 1e9 } });
  relay.receive({ kind: "request", id: 3, method: "rows", params: { view, from: { kind: "sql" }, limit: 10 } });
  await settled();
  expect(asked).toEqual([]);
  expect(sent.map((message) => [message.kind, "failure" in message && message.failure.code])).toEqual([
    ["failure", "refused"],
    ["failure", "refused"],
  ]);
});

test("an export of a page says what and how, and never where to", () => {
  const { relay, done } = setup();
  relay.receive({ kind: "export", what: { kind: "query", sql: "SELECT 1" }, format: "csv", to: "/etc/passwd" });
  expect(done).toEqual([["export", { kind: "query", sql: "SELECT 1" }, "csv"]]);
});

test("a question is cancelled by its number, and all of them when the page goes", async () => {
  const { relay, cancelled } = setup(() => new Promise(() => undefined));
  relay.receive({ kind: "request", id: 1, method: "query", params: { sql: "SELECT 1", limit: 10, isPlan: false } });
  relay.receive({ kind: "request", id: 2, method: "pageMap", params: {} });
  relay.receive({ kind: "cancel", id: 1 });
  relay.receive({ kind: "cancel", id: 99 });
  expect(cancelled).toEqual(["query"]);
  relay.dispose();
  expect(cancelled).toEqual(["query", "query", "pageMap"]);
});
