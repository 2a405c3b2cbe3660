// Generated from server/data/verifier-rules.tsv by server/tools/generate.ts; do not edit.
import type { PackedTable } from "../packed.ts";

export const verifierRulesTable: PackedTable<"flag" | "since"> = {
  rows: 34,
  keys: [
    `CriticalRegions
GuardedRegions
IoSetCompletionExCompleteIrp
IrqlApcLte
IrqlDispatch
IrqlExAllocatePool
IrqlExApcLte2
IrqlExApcLte3
IrqlExPassive
IrqlIoApcLte
IrqlIoDispatch
IrqlIoPassive1
IrqlIoPassive2
IrqlIoPassive3
IrqlIoPassive4
IrqlIoPassive5
IrqlKeApcLte1
IrqlKeApcLte2
IrqlKeDispatchLte
IrqlKeReleaseSpinLock
IrqlKeSetEvent
IrqlMmApcLte
IrqlMmDispatch
IrqlObPassive
IrqlPsPassive
IrqlRtlPassive
IrqlZwPassive
NdisOidComplete
NdisOidDoubleComplete
QueuedSpinLock
QueuedSpinLockRelease
RequestedPowerIrp
SpinLock
SpinlockRelease`,
  ],
  columns: {
    flag: { width: 1, values: `ddi-additional
ddi-compliance`, codes: `!"""""""""""""""""""""""""""""!""!` },
    since: { width: 1, values: `Windows 8
Windows 8.1`, codes: `"""!!!!!!!!!!!!!!!!!!!!!!!!"""""""` },
  },
};
