/** The registry: every rule, by id. */
import { apiNewerThanTarget } from "./api-newer-than-target.ts";
import { cppRuntime } from "./cpp-runtime.ts";
import { criticalRegionMissing } from "./critical-region-missing.ts";
import { deprecatedApi } from "./deprecated-api.ts";
import { eventWaitIrql } from "./event-wait-irql.ts";
import { floatStateExit } from "./float-state-exit.ts";
import { floatStateIrqlMismatch } from "./float-state-irql-mismatch.ts";
import { floatStateUnprotected } from "./float-state-unprotected.ts";
import { gfpAtomicUnneeded } from "./gfp-atomic-unneeded.ts";
import { infUnknownSection } from "./inf-unknown-section.ts";
import { infUnknownString } from "./inf-unknown-string.ts";
import { irqlAnnotationIssue } from "./irql-annotation-issue.ts";
import { irqlCancelRoutine } from "./irql-cancel-routine.ts";
import { irqlEntryNotRestored } from "./irql-entry-not-restored.ts";
import { irqlFunctionNotAnnotated } from "./irql-function-not-annotated.ts";
import { irqlIllegalValue } from "./irql-illegal-value.ts";
import { irqlInconsistentCalls } from "./irql-inconsistent-calls.ts";
import { irqlInconsistentWithRequired } from "./irql-inconsistent-with-required.ts";
import { irqlLoweredImproperly } from "./irql-lowered-improperly.ts";
import { irqlNotRestored } from "./irql-not-restored.ts";
import { irqlNotSaved } from "./irql-not-saved.ts";
import { irqlSetTooHigh } from "./irql-set-too-high.ts";
import { irqlSetTooLow } from "./irql-set-too-low.ts";
import { irqlTooHigh } from "./irql-too-high.ts";
import { irqlTooLow } from "./irql-too-low.ts";
import { keSetEventPageable } from "./ke-set-event-pageable.ts";
import { largeStackFrame } from "./large-stack-frame.ts";
import { linuxLockImbalance } from "./linux-lock-imbalance.ts";
import { linuxUserSpaceCall } from "./linux-user-space-call.ts";
import { lockNotReleased } from "./lock-not-released.ts";
import { lockOrder } from "./lock-order.ts";
import { lockRecursive } from "./lock-recursive.ts";
import { lockReleasedTwice } from "./lock-released-twice.ts";
import { lockWrongIrqlRestored } from "./lock-wrong-irql-restored.ts";
import { pagedCodeAtRaisedIrql } from "./paged-code-at-raised-irql.ts";
import { pagedCodeMissing } from "./paged-code-missing.ts";
import { pagedCodeNotPaged } from "./paged-code-not-paged.ts";
import { pagedCodeTwice } from "./paged-code-twice.ts";
import { pagedPoolAtRaisedIrql } from "./paged-pool-at-raised-irql.ts";
import { poolDefaultTag } from "./pool-default-tag.ts";
import { poolDeprecated } from "./pool-deprecated.ts";
import { poolExecutable } from "./pool-executable.ts";
import { poolTagMismatch } from "./pool-tag-mismatch.ts";
import { poolTagType } from "./pool-tag-type.ts";
import { poolTypeAsFlags } from "./pool-type-as-flags.ts";
import { poolUntagged } from "./pool-untagged.ts";
import type { Rule } from "./rule.ts";
import { rustAllocPanics } from "./rust-alloc-panics.ts";
import { rustEntryPoint } from "./rust-entry-point.ts";
import { rustNtstatusIgnored } from "./rust-ntstatus-ignored.ts";
import { rustPanicAtRaisedIrql } from "./rust-panic-at-raised-irql.ts";
import { rustPanicHandlerMissing } from "./rust-panic-handler-missing.ts";
import { rustPoolDeprecated } from "./rust-pool-deprecated.ts";
import { rustStdInNoStd } from "./rust-std-in-no-std.ts";
import { sleepInAtomic } from "./sleep-in-atomic.ts";
import { spinLockAtWrongLevel } from "./spin-lock-at-wrong-level.ts";
import { sqliteAllocSize } from "./sqlite-alloc-size.ts";
import { sqliteAtRaisedIrql } from "./sqlite-at-raised-irql.ts";
import { sqliteBuildProfile } from "./sqlite-build-profile.ts";
import { sqliteConfigOrder } from "./sqlite-config-order.ts";
import { sqliteErrorFormat } from "./sqlite-error-format.ts";
import { sqliteFloatUnprotected } from "./sqlite-float-unprotected.ts";
import { sqliteMethodMissing } from "./sqlite-method-missing.ts";
import { sqliteOsInitMissing } from "./sqlite-os-init-missing.ts";
import { sqliteSpinLockMutex } from "./sqlite-spin-lock-mutex.ts";
import { sqliteUserModeVfs } from "./sqlite-user-mode-vfs.ts";
import { sqliteVfsConst } from "./sqlite-vfs-const.ts";
import { sqliteVfsSizes } from "./sqlite-vfs-sizes.ts";
import { strsafeInKernel } from "./strsafe-in-kernel.ts";
import { unboundedRecursion } from "./unbounded-recursion.ts";
import { userModeApi } from "./user-mode-api.ts";
import { userModeHeader } from "./user-mode-header.ts";
import { waitWithSpinLock } from "./wait-with-spin-lock.ts";

export const rules: readonly Rule[] = [
  apiNewerThanTarget,
  cppRuntime,
  criticalRegionMissing,
  deprecatedApi,
  eventWaitIrql,
  floatStateExit,
  floatStateIrqlMismatch,
  floatStateUnprotected,
  gfpAtomicUnneeded,
  infUnknownSection,
  infUnknownString,
  irqlAnnotationIssue,
  irqlCancelRoutine,
  irqlEntryNotRestored,
  irqlFunctionNotAnnotated,
  irqlIllegalValue,
  irqlInconsistentCalls,
  irqlInconsistentWithRequired,
  irqlLoweredImproperly,
  irqlNotRestored,
  irqlNotSaved,
  irqlSetTooHigh,
  irqlSetTooLow,
  irqlTooHigh,
  irqlTooLow,
  keSetEventPageable,
  largeStackFrame,
  linuxLockImbalance,
  linuxUserSpaceCall,
  lockNotReleased,
  lockOrder,
  lockRecursive,
  lockReleasedTwice,
  lockWrongIrqlRestored,
  pagedCodeAtRaisedIrql,
  pagedCodeMissing,
  pagedCodeNotPaged,
  pagedCodeTwice,
  pagedPoolAtRaisedIrql,
  poolDefaultTag,
  poolDeprecated,
  poolExecutable,
  poolTagMismatch,
  poolTagType,
  poolTypeAsFlags,
  poolUntagged,
  rustAllocPanics,
  rustEntryPoint,
  rustNtstatusIgnored,
  rustPanicAtRaisedIrql,
  rustPanicHandlerMissing,
  rustPoolDeprecated,
  rustStdInNoStd,
  sleepInAtomic,
  spinLockAtWrongLevel,
  sqliteAllocSize,
  sqliteAtRaisedIrql,
  sqliteBuildProfile,
  sqliteConfigOrder,
  sqliteErrorFormat,
  sqliteFloatUnprotected,
  sqliteMethodMissing,
  sqliteOsInitMissing,
  sqliteSpinLockMutex,
  sqliteUserModeVfs,
  sqliteVfsConst,
  sqliteVfsSizes,
  strsafeInKernel,
  unboundedRecursion,
  userModeApi,
  userModeHeader,
  waitWithSpinLock,
];
