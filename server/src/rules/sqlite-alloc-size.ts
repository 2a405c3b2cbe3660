/** Reports allocators for SQLite whose sizes, or the places of whose blocks, cannot be right. */

import { type BlockPlace, placeOfBlocks, placeOfFreed } from "../analysis/sqlite/allocator.ts";
import { integerFunction } from "../analysis/sqlite/computed.ts";
import { type MethodTable, ofTables, placeIn } from "../analysis/sqlite/method-tables.ts";
import { functionOf, returnedValues } from "../analysis/sqlite/returned.ts";
import { tableFills } from "../analysis/sqlite/table-fills.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Place } from "../model/place.ts";
import type { Expr } from "../syntax/ast.ts";
import { walk } from "../syntax/walk.ts";
import type { RuleContext } from "./context.ts";
import type { Finding, Related } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const sqliteAllocSize = defineRule({
  id: "sqlite-alloc-size",
  severity: "error",
  platforms: ["windows-kernel", "linux-kernel"],
  equivalents: [],
  docs: {
    summary: "SQLite's allocator does not know its blocks",
    why:
      "SQLite asks xSize how long a block is and uses all of it, allocates what xRoundup gives back, and hands to xFree just " +
      "what xMalloc gave it. A size that is too large lets it write behind a block; another address that is freed stops the " +
      "machine with BAD_POOL_CALLER (0xC2) or BAD_POOL_HEADER (0x19).",
    bad: `#include "sqlite3.h"

static int BlockSize(void *Memory)
{
    UNREFERENCED_PARAMETER(Memory);
    return 0;
}

static int BlockRoundup(int Size)
{
    return Size & ~7;
}

void *BlockMalloc(int Size);
void BlockFree(void *Memory);
void *BlockRealloc(void *Memory, int Size);
int BlockInit(void *AppData);

const sqlite3_mem_methods MemoryMethods = {
    .xMalloc = BlockMalloc,
    .xFree = BlockFree,
    .xRealloc = BlockRealloc,
    .xSize = BlockSize,
    .xRoundup = BlockRoundup,
    .xInit = BlockInit,
};`,
    good: `#include "sqlite3.h"

typedef struct DECLSPEC_ALIGN(16) _BLOCK {
    SIZE_T Size;
} BLOCK;

static int BlockSize(void *Memory)
{
    return (int)((BLOCK *)Memory - 1)->Size;
}

static int BlockRoundup(int Size)
{
    return (Size + 7) & ~7;
}

void *BlockMalloc(int Size);
void BlockFree(void *Memory);
void *BlockRealloc(void *Memory, int Size);
int BlockInit(void *AppData);

const sqlite3_mem_methods MemoryMethods = {
    .xMalloc = BlockMalloc,
    .xFree = BlockFree,
    .xRealloc = BlockRealloc,
    .xSize = BlockSize,
    .xRoundup = BlockRoundup,
    .xInit = BlockInit,
};`,
    references: ["https://sqlite.org/c3ref/mem_methods.html", "https://sqlite.org/malloc.html"],
  },
  indexes: [tableFills],
  ...ofTables(findings),
});

function* findings(table: MethodTable, context: RuleContext): Iterable<Finding> {
  if (table.type !== "sqlite3_mem_methods") {
    return;
  }
  const methodOf = (name: string): FunctionModel | undefined => functionOf(table.members.get(name), context);
  const malloc = methodOf("xMalloc");
  const blocks = malloc && placeOfBlocks(malloc, context);
  const size = methodOf("xSize");
  if (size !== undefined) {
    yield* blindSize(size, table, context);
    if (malloc !== undefined && blocks?.how === "start") {
      yield* sizeInBlock(size, malloc, table);
    }
  }
  const roundup = methodOf("xRoundup");
  if (roundup !== undefined) {
    yield* shrinking(roundup, table, context);
  }
  const free = methodOf("xFree");
  if (malloc !== undefined && blocks !== undefined) {
    if (free !== undefined) {
      yield* otherAddress(free, malloc, blocks, table, context);
    }
    yield* misaligned(malloc, blocks, table);
  }
}

/** A finding about a function is shown at the item that gives it to the table, for the function may be in another file. */
const itemOf = (table: MethodTable, member: string): Place => placeIn(table, table.members.get(member)?.values.at(0));

const shown = (fn: FunctionModel, expr: Expr, message: string): Related => ({ at: fn.place(expr), message });

/** An xSize that gives the same for every block. */
function* blindSize(size: FunctionModel, table: MethodTable, context: RuleContext): Iterable<Finding> {
  const values = returnedValues(size);
  const numbers = values.map((value) => context.integer(value, size));
  const [first] = values;
  if (first !== undefined && numbers.every((number) => number !== undefined) && new Set(numbers).size === 1) {
    yield {
      at: itemOf(table, "xSize"),
      message: `${size.name} gives back ${numbers[0]} for every block, whatever its size`,
      advice: "Keep each block's size in a header in front of it, and give that back",
      related: [shown(size, first, `${size.name} gives back ${numbers[0]} here`)],
    };
  }
}

/** An xSize that reads the size from the block itself, which is SQLite's. */
function* sizeInBlock(size: FunctionModel, malloc: FunctionModel, table: MethodTable): Iterable<Finding> {
  const [value, ...others] = returnedValues(size);
  const parameter = size.definition.parameters[0]?.name;
  if (value === undefined || others.length > 0 || parameter === undefined || size.calls.length > 0) {
    return;
  }
  let isRead = false;
  let isMoved = false;
  walk(size.definition.body, (node) => {
    const isBefore = node.kind === "binary" || node.kind === "postfix" || node.kind === "assign";
    isMoved ||= isBefore || (node.kind === "index" && node.index.kind !== "number") || node.kind === "variable";
    const object =
      node.kind === "unary" && node.op === "*"
        ? node.operand
        : node.kind === "member" && node.arrow
          ? node.object
          : node.kind === "index"
            ? node.object
            : undefined;
    isRead ||= object !== undefined && isParameter(object, parameter);
    return undefined;
  });
  if (isRead && !isMoved) {
    yield {
      at: itemOf(table, "xSize"),
      message: `${size.name} reads a size from the block itself, and ${malloc.name} keeps none in front of it`,
      advice: "Keep each block's size in a header in front of it, and read it there",
      related: [shown(size, value, "What is read here is what SQLite has written to the block")],
    };
  }
}

const isParameter = (expr: Expr, name: string): boolean =>
  expr.kind === "cast" ? isParameter(expr.operand, name) : expr.kind === "name" && expr.name === name;

/** Sizes around the steps at which allocators round. */
const samples = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 33, 100, 1000, 4095, 4096, 4097, 65537, 1000001];

/** An xRoundup that gives back less than it is asked for. */
function* shrinking(roundup: FunctionModel, table: MethodTable, context: RuleContext): Iterable<Finding> {
  const computed = integerFunction(roundup, context);
  const results = samples.map((asked) => ({ asked, given: computed?.of(BigInt(asked)) }));
  const wrong = results.find(({ asked, given }) => given !== undefined && given < BigInt(asked));
  if (computed === undefined || wrong === undefined) {
    return;
  }
  const isInTable = roundup.file === table.at.file;
  yield {
    at: itemOf(table, "xRoundup"),
    message: `${roundup.name} gives back ${wrong.given} for ${wrong.asked}: SQLite allocates less than it uses`,
    advice: `Round up: (${computed.parameter} + 7) & ~7`,
    related: [shown(roundup, computed.expr, "The size is computed here")],
    fixes: isInTable
      ? [
          {
            title: "Round up to a multiple of 8",
            edits: [{ at: roundup.place(computed.expr), text: `(${computed.parameter} + 7) & ~7` }],
            preferred: true,
          },
        ]
      : [],
  };
}

/** Memory that is freed at another address than it was allocated at. */
function* otherAddress(
  free: FunctionModel,
  malloc: FunctionModel,
  blocks: BlockPlace,
  table: MethodTable,
  context: RuleContext,
): Iterable<Finding> {
  const freed = placeOfFreed(free, context);
  if (freed === undefined || freed.how === blocks.how) {
    return;
  }
  const isBehind = blocks.how === "behind-header";
  yield {
    at: itemOf(table, "xFree"),
    message: isBehind
      ? `${free.name} gives ${freed.callee} the block itself, but ${malloc.name} has a header in front of it`
      : `${free.name} gives ${freed.callee} an address in front of the block, but ${malloc.name} has no header there`,
    advice: isBehind
      ? "Free the address of the header"
      : "Free the block as it was allocated, or allocate it with the header",
    related: [
      shown(free, freed.expr, "This address is freed"),
      shown(malloc, blocks.expr, `${malloc.name} gives back this address`),
    ],
  };
}

/** Blocks behind a header that spoils the alignment of the system's allocator. */
function* misaligned(malloc: FunctionModel, { bytes, expr }: BlockPlace, table: MethodTable): Iterable<Finding> {
  if (bytes === undefined || bytes % 8 === 0) {
    return;
  }
  yield {
    at: itemOf(table, "xMalloc"),
    message: `Blocks of ${malloc.name} begin ${bytes} bytes behind aligned memory, and SQLite needs a multiple of 8`,
    why: "SQLite keeps pointers and 64-bit numbers at the beginning of blocks: on ARM64 atomic access to one that is not aligned is a fault, on other processors it is slow.",
    advice: "Make the header 16 bytes long, as the system's allocators align",
    severity: "warning",
    related: [shown(malloc, expr, "This address is given back")],
  };
}
