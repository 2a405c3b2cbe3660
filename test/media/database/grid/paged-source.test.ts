import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AskRows,
  type From,
  type PagedSource,
  pagedSource,
  type RowsResult,
} from "../../../../media/database/grid/paged-source.ts";

/** A table whose keys have gaps: positions are guessed from the keys, as a database does it from rowids. */
function table(keys: readonly number[], { withPositions = true } = {}) {
  const asked: From[] = [];
  const lowest = keys[0] ?? 0;
  const span = Math.max(1, (keys.at(-1) ?? 0) - lowest + 1);
  let fails: string | undefined;
  const page = (first: number, limit: number): RowsResult => {
    const from = Math.max(0, first);
    const rows = keys.slice(from, from + limit);
    const guess = rows[0] === undefined ? 0 : Math.round(((rows[0] - lowest) / span) * keys.length * 1.1);
    return {
      columns: ["key"],
      rows: rows.map((key) => ({ key: String(key), cells: [{ type: "integer", text: String(key) }] })),
      isStart: from === 0,
      isEnd: from + rows.length >= keys.length,
      ...(withPositions ? { position: { first: guess, total: Math.round(keys.length * 1.1), isExact: false } } : {}),
    };
  };
  const place = (key: string): number => {
    const at = keys.indexOf(Number(key));
    if (at < 0) throw new Error("that row is gone");
    return at;
  };
  const askRows: AskRows = async (from, limit, signal) => {
    asked.push(from);
    await Promise.resolve();
    if (signal.aborted) throw new Error("cancelled");
    if (fails !== undefined) throw new Error(fails);
    switch (from.kind) {
      case "start":
        return page(0, limit);
      case "end":
        return page(keys.length - limit, limit);
      case "after":
        return page(place(from.key) + 1, limit);
      case "before": {
        const end = place(from.key);
        const result = page(Math.max(0, end - limit), Math.min(limit, end));
        return { ...result, isStart: end - limit <= 0, isEnd: false };
      }
      case "at":
        return page(place(from.key), limit);
      case "number":
        return page(from.number - 1, limit);
      case "fraction": {
        const key = lowest + from.fraction * span;
        const at = keys.findIndex((one) => one >= key);
        return page(at < 0 ? keys.length - 1 : at, limit);
      }
      case "rowid": {
        const at = keys.findIndex((one) => one >= Number(from.rowid));
        return page(at < 0 ? keys.length : at, limit);
      }
    }
  };
  return {
    asked,
    askRows,
    askValue: () => Promise.resolve(null),
    fail: (message: string | undefined) => {
      fails = message;
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const keyAt = (source: PagedSource, index: number): number => Number(source.row(index)?.key);

describe("rows page by page", () => {
  test("the first page comes when its rows are in view, and no other", async () => {
    const { askRows, askValue, asked } = table(keysFrom(10_000, 3));
    const source = pagedSource({ askRows, askValue, estimate: 10_000 });
    expect(asked).toEqual([]);
    source.show(0, 30);
    await settled();
    expect(asked).toEqual([{ kind: "start" }]);
    expect([keyAt(source, 0), keyAt(source, 199)]).toEqual([0, 199 * 3]);
    expect(source.isNumberExact(5)).toBe(true);
    source.show(100, 130);
    await settled();
    expect(asked.length).toBe(1);
    source.show(150, 180);
    await settled();
    expect(asked.at(-1)).toEqual({ kind: "after", key: String(199 * 3) });
    expect(keyAt(source, 250)).toBe(750);
  });

  test("a count that was too low grows, one that was too high ends where the rows do", async () => {
    for (const estimate of [10, 100_000]) {
      const { askRows, askValue } = table(keysFrom(450, 1), { withPositions: false });
      const source = pagedSource({ askRows, askValue, estimate });
      for (let first = 0; first < 450; first += 50) {
        source.show(first, first + 50);
        await settled();
      }
      expect([source.count, source.isExact]).toEqual([450, true]);
    }
  });

  test("an empty table is known to be empty", async () => {
    const { askRows, askValue, asked } = table([]);
    const source = pagedSource({ askRows, askValue });
    source.show(0, 10);
    await settled();
    source.show(0, 10);
    await settled();
    expect([source.count, source.isExact, source.isStarted, asked.length]).toEqual([0, true, true, 1]);
  });

  test("the end is gone to without what lies between", async () => {
    const { askRows, askValue, asked } = table(keysFrom(1_000_000, 5));
    const source = pagedSource({ askRows, askValue, estimate: 1_200_000 });
    source.show(0, 40);
    await settled();
    source.show(source.count - 40, source.count);
    await settled();
    expect(asked.map(({ kind }) => kind)).toEqual(["start", "end"]);
    expect(keyAt(source, source.count - 1)).toBe(999_999 * 5);
    expect(source.isExact).toBe(false);
  });

  test("numbers that were estimates are put right where the first row is met", async () => {
    const { askRows, askValue } = table(keysFrom(5000, 1));
    const source = pagedSource({ askRows, askValue, estimate: 5000 });
    let view = 0;
    source.listen((change) => {
      if (change.kind === "moved") view += change.by;
    });
    source.show(0, 20);
    await settled();
    view = 1500;
    for (let step = 0; step < 200 && keyAt(source, view) !== 0; step++) {
      source.show(view, view + 20);
      await settled();
      view = Math.max(0, view - 15);
    }
    source.show(0, 20);
    await settled();
    expect([keyAt(source, 0), source.isNumberExact(0), view]).toEqual([0, true, 0]);
  });

  test("a failure is kept until somebody tries again", async () => {
    const { askRows, askValue, asked, fail } = table(keysFrom(100, 1));
    const source = pagedSource({ askRows, askValue });
    fail("no such table");
    source.show(0, 10);
    await settled();
    source.show(0, 12);
    await settled();
    expect([source.error?.message, asked.length]).toEqual(["no such table", 1]);
    fail(undefined);
    source.retry();
    await settled();
    expect([source.error, source.count]).toEqual([undefined, 100]);
  });

  test("a file that has changed is read again from the row in view on; where that is gone, from the start", async () => {
    const keys = keysFrom(3000, 1);
    const { askRows, askValue, asked } = table(keys);
    const source = pagedSource({ askRows, askValue, estimate: 3000 });
    source.show(0, 20);
    await settled();
    source.show(120, 140);
    await settled();
    source.reload();
    await settled();
    expect(asked).toContainEqual({ kind: "at", key: "120" });
    expect(keyAt(source, 120)).toBe(120);
    keys.splice(100, 100);
    source.reload();
    await settled();
    expect(asked.slice(-3).map(({ kind }) => kind)).toEqual(["at", "start", "after"]);
    expect(keyAt(source, 0)).toBe(0);
  });

  test("beyond the last row is the last row", async () => {
    const { askRows, askValue } = table(keysFrom(500, 1));
    const source = pagedSource({ askRows, askValue, estimate: 500 });
    source.show(0, 20);
    await settled();
    source.jump({ kind: "number", number: 9_000_000 });
    await settled();
    expect(keyAt(source, source.count - 1)).toBe(499);
  });

  test("copies have whole rows, in order, from any of them on", async () => {
    const { askRows, askValue } = table(keysFrom(5000, 2));
    const source = pagedSource({ askRows, askValue, estimate: 5000 });
    source.show(0, 20);
    await settled();
    const read = await source.read(7, 1300, [0], { signal: new AbortController().signal });
    expect(read.length).toBe(1293);
    expect(read.map(([value]) => value && "text" in value && Number(value.text))).toEqual(
      keysFrom(5000, 2).slice(7, 1300),
    );
  });

  test("however one scrolls, rows side by side are neighbours, and what is in view comes", async () => {
    const scenario = fc.record({
      gaps: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 0, maxLength: 1500 }),
      estimate: fc.integer({ min: 0, max: 5000 }),
      withPositions: fc.boolean(),
      moves: fc.array(
        fc.oneof(
          fc.record({ by: fc.integer({ min: -300, max: 300 }) }),
          fc.record({ to: fc.double({ min: 0, max: 1, noNaN: true }) }),
        ),
        { maxLength: 30 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ gaps, estimate, withPositions, moves }) => {
        let last = 0;
        const keys = gaps.map((gap) => (last += gap));
        const { askRows, askValue } = table(keys, { withPositions });
        const source = pagedSource({ askRows, askValue, estimate, pageSize: 40 });
        let top = 0;
        source.listen((change) => {
          if (change.kind === "moved") top += change.by;
          else if (change.kind === "jumped") top = change.to;
        });
        const look = async (): Promise<void> => {
          // As the grid does: it shows where it is each time something comes.
          for (let turn = 0; turn < 12; turn++) {
            top = Math.max(0, Math.min(top, source.count - 20));
            source.show(top, Math.min(source.count, top + 20));
            await settled();
          }
        };
        await look();
        for (const move of moves) {
          top = "by" in move ? top + move.by : Math.round(move.to * source.count);
          await look();
          const end = Math.min(source.count, top + 20);
          for (let index = top; index < end; index++) expect(source.row(index), `row ${index}`).toBeDefined();
          for (let index = top; index + 1 < end; index++) {
            expect(keys.indexOf(keyAt(source, index + 1))).toBe(keys.indexOf(keyAt(source, index)) + 1);
          }
          if (source.isNumberExact(top)) expect(keys.indexOf(keyAt(source, top))).toBe(top);
        }
      }),
      { numRuns: 60, seed: 8 },
    );
  });
});

function keysFrom(count: number, step: number): number[] {
  return Array.from({ length: count }, (_, index) => index * step);
}
