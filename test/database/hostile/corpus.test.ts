/**
 * Thousands of broken databases, each asked all that can be asked: no engine that ends in a way of its own, no question that
 * takes seconds, no memory without bounds. DRIVERLENS_HOSTILE_COUNT and _SEED ask for more and for others.
 */
import { beforeAll, expect, test } from "vitest";
import type { SqlJsStatic } from "../../../server/src/database/engine/sqlite.ts";
import { isBroken } from "../../../server/src/lanes/failure.ts";
import { loadSqlite } from "../../support/sqlite.ts";
import { basesOf } from "./bases.ts";
import { broken, randomOf } from "./mutations.ts";
import { exercise, sessionOf } from "./surface.ts";

const count = Number(process.env.DRIVERLENS_HOSTILE_COUNT ?? 2000);
const seed = Number(process.env.DRIVERLENS_HOSTILE_SEED ?? 1);

let sqlite: SqlJsStatic;
beforeAll(async () => {
  sqlite = await loadSqlite();
});

test("the bases are well: nothing that is asked of them fails but what cannot be", () => {
  for (const { name, bytes } of basesOf(sqlite)) {
    const { failures, answers } = exercise(sessionOf(sqlite), { file: { bytes } });
    expect(answers).toBeGreaterThan(40);
    const unexpected = failures.filter(({ failure }) => failure.code !== "refused");
    expect([name, unexpected]).toEqual([name, []]);
  }
});

// It takes 10 ms for each; a machine that is busy with all else may take many times as long.
test(`${count} broken databases`, { timeout: 60_000 + count * 200 }, async () => {
  const bases = basesOf(sqlite);
  let session = sessionOf(sqlite);
  const broke: string[] = [];
  const slow: string[] = [];
  const codes = new Map<string, number>();
  let answered = 0;
  const before = process.memoryUsage().rss;
  for (let index = 0; index < count; index++) {
    const { name, bytes, wal } = broken(bases[index % bases.length]!, randomOf(seed * 1_000_003 + index));
    const { answers, failures, slowest } = exercise(
      session,
      { file: { bytes }, ...(wal && { wal: { bytes: wal } }) },
      Math.floor(index / bases.length),
    );
    answered += answers;
    if (slowest.milliseconds > 5000)
      slow.push(`${index} ${name}: ${slowest.method} ${Math.round(slowest.milliseconds)} ms`);
    for (const { method, failure } of failures) {
      codes.set(failure.code, (codes.get(failure.code) ?? 0) + 1);
      const isKnown = failure.code === "sqlite" || failure.code === "refused" || failure.code === "memory";
      if (!isKnown || failure.message.length < 5)
        broke.push(`${index} ${name}: ${method} ${failure.code} ${failure.message}`);
    }
    // After what an engine may not survive there is a new one, as the inspector's lanes have it.
    if (failures.some(({ failure }) => isBroken(failure))) session = sessionOf(await loadSqlite());
  }
  expect(broke).toEqual([]);
  expect(slow).toEqual([]);
  expect(process.memoryUsage().rss - before).toBeLessThan(512 * 1024 * 1024);
  // Most of what is asked has an answer: it was not all refused at the door.
  expect(answered).toBeGreaterThan(count * 15);
  expect(codes.get("sqlite")).toBeGreaterThan(count / 4);
});
