/** Reports mutexes for SQLite that raise the IRQL, forbid sleeping, or cannot be entered twice. */

import { lockEnteredBy } from "../analysis/sqlite/entered-lock.ts";
import { type MethodTable, ofTables, placeIn } from "../analysis/sqlite/method-tables.ts";
import { functionOf } from "../analysis/sqlite/returned.ts";
import { tableFills } from "../analysis/sqlite/table-fills.ts";
import type { RuleContext } from "./context.ts";
import type { Finding } from "./finding.ts";
import { defineRule } from "./rule.ts";

export const sqliteSpinLockMutex = defineRule({
  id: "sqlite-spin-lock-mutex",
  severity: "error",
  platforms: ["windows-kernel", "linux-kernel"],
  equivalents: [],
  docs: {
    summary: "Spin lock as a mutex of SQLite",
    why:
      "SQLite allocates, reads files and runs statements with its mutexes held. Behind a spin lock all of that runs at " +
      "DISPATCH_LEVEL, where pageable memory and file I/O stop the machine with IRQL_NOT_LESS_OR_EQUAL (0xA); in Linux it is " +
      "scheduling while atomic. Most of its mutexes are recursive, and a thread that takes a spin lock twice waits for itself.",
    bad: `#include "sqlite3.h"

struct sqlite3_mutex {
    KSPIN_LOCK Lock;
    KIRQL OldIrql;
};

static void MutexEnter(sqlite3_mutex *Mutex)
{
    KeAcquireSpinLock(&Mutex->Lock, &Mutex->OldIrql);
}

static void MutexLeave(sqlite3_mutex *Mutex)
{
    KeReleaseSpinLock(&Mutex->Lock, Mutex->OldIrql);
}

int MutexInit(void);
sqlite3_mutex *MutexAlloc(int Kind);
void MutexFree(sqlite3_mutex *Mutex);

const sqlite3_mutex_methods MutexMethods = {
    .xMutexInit = MutexInit,
    .xMutexAlloc = MutexAlloc,
    .xMutexFree = MutexFree,
    .xMutexEnter = MutexEnter,
    .xMutexLeave = MutexLeave,
};`,
    good: `#include "sqlite3.h"

struct sqlite3_mutex {
    KMUTEX Mutex;
};

static void MutexEnter(sqlite3_mutex *Mutex)
{
    (VOID)KeWaitForSingleObject(&Mutex->Mutex, Executive, KernelMode, FALSE, NULL);
}

static void MutexLeave(sqlite3_mutex *Mutex)
{
    KeReleaseMutex(&Mutex->Mutex, FALSE);
}

int MutexInit(void);
sqlite3_mutex *MutexAlloc(int Kind);
void MutexFree(sqlite3_mutex *Mutex);

const sqlite3_mutex_methods MutexMethods = {
    .xMutexInit = MutexInit,
    .xMutexAlloc = MutexAlloc,
    .xMutexFree = MutexFree,
    .xMutexEnter = MutexEnter,
    .xMutexLeave = MutexLeave,
};`,
    references: [
      "https://sqlite.org/c3ref/mutex_methods.html",
      "https://learn.microsoft.com/windows-hardware/drivers/kernel/introduction-to-mutex-objects",
      "https://docs.kernel.org/locking/locktypes.html",
    ],
  },
  indexes: [tableFills],
  ...ofTables(findings),
});

function* findings(table: MethodTable, context: RuleContext): Iterable<Finding> {
  if (table.type !== "sqlite3_mutex_methods") {
    return;
  }
  const member = table.members.get("xMutexEnter");
  const enter = functionOf(member, context);
  const lock = enter && lockEnteredBy(enter, context);
  if (enter === undefined || lock === undefined) {
    return;
  }
  const at = placeIn(table, member?.values.at(0));
  const related = [
    ...lock.through.map(({ place, name }) => ({ at: place, message: `${name} is called here` })),
    { at: lock.place, message: `${lock.callee} takes the lock here` },
    ...(lock.sharedSave === undefined
      ? []
      : [
          {
            at: lock.sharedSave.place,
            message: `All mutexes keep their old IRQL in ${lock.sharedSave.name}: who enters a second one loses that of the first`,
          },
        ]),
  ];
  yield lock.kind === "spins"
    ? {
        at,
        message: `${enter.name} enters SQLite's mutexes through ${lock.callee}, and ${spinning(context)}`,
        advice: isLinux(context)
          ? "Use a struct mutex and keep its owner and how often it has entered"
          : "Use a KMUTEX: it is recursive, and the IRQL stays where it was",
        related,
      }
    : {
        at,
        message: `${enter.name} enters SQLite's mutexes through ${lock.callee}, and most of them are entered again by the thread that holds them`,
        why: "A thread that takes this lock twice waits for itself for ever: SQLITE_MUTEX_RECURSIVE, which each connection has, has to let its owner in.",
        advice: isLinux(context)
          ? "Keep the mutex's owner and how often it has entered"
          : "Use a KMUTEX, which is recursive",
        severity: "warning",
        related,
      };
}

const spinning = (context: RuleContext): string =>
  isLinux(context)
    ? "SQLite may not sleep while it holds one"
    : "the IRQL stays at DISPATCH_LEVEL until it leaves them";

const isLinux = ({ driver }: RuleContext): boolean => driver.kind === "linux-kernel";
