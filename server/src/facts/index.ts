// The facts about kernel APIs, one typed lookup each: the only module of this layer that others import.

import { type CallFix, callFixLookup, fixFamilyLookup } from "./call-fixes.ts";
import { type CallTraitLookups, callTraitLookups } from "./call-traits.ts";
import { type CallbackContract, callbackLookup } from "./callbacks.ts";
import { type ConditionalIrql, conditionalLookup } from "./conditional.ts";
import {
  annotationLookup,
  type BugCheck,
  bugCheckLookups,
  type ConstantLookups,
  type ControlCodeName,
  constantLookups,
  controlCodeLookups,
  type FacilityKind,
  facilityLookup,
  type IrpFunction,
  irpFunctionLookup,
  type NamedConstant,
} from "./constants.ts";
import { type CppFacility, cppFacilityLookup } from "./cpp-runtime.ts";
import { type Deprecation, deprecationLookup } from "./deprecations.ts";
import { effectLookup, type IrqlEffect } from "./effects.ts";
import { type Equivalent, equivalentLookup, type SdvRule, sdvRuleLookup } from "./equivalents.ts";
import { earlyExportLookup, kernelExportLookup } from "./exports.ts";
import { type FunctionContract, functionLookup } from "./functions.ts";
import { bugCheckValuesTable } from "./generated/bug-check-values.ts";
import { bugChecksTable } from "./generated/bug-checks.ts";
import { callFixesTable } from "./generated/call-fixes.ts";
import { callTraitsTable } from "./generated/call-traits.ts";
import { callbacksTable } from "./generated/callbacks.ts";
import { controlCodesTable } from "./generated/control-codes.ts";
import { cppRuntimeTable } from "./generated/cpp-runtime.ts";
import { ddiTable } from "./generated/ddi.ts";
import { conditionalIrqlTable } from "./generated/ddi-irql-conditional.ts";
import { methodsTable } from "./generated/ddi-methods.ts";
import { deprecatedTable } from "./generated/deprecated.ts";
import { equivalentsTable } from "./generated/equivalents.ts";
import { facilitiesTable } from "./generated/facilities.ts";
import { hresultsTable } from "./generated/hresults.ts";
import { infDirectivesTable } from "./generated/inf-directives.ts";
import { infSectionsTable } from "./generated/inf-sections.ts";
import { irpFunctionsTable } from "./generated/irp-functions.ts";
import { irqlEffectsTable } from "./generated/irql-effects.ts";
import { kernelDebugOptionsTable } from "./generated/kernel-debug-options.ts";
import { kernelExportsTable } from "./generated/kernel-exports.ts";
import { linuxContextTable } from "./generated/linux-context.ts";
import { linuxErrnoTable } from "./generated/linux-errno.ts";
import { linuxHeadersTable } from "./generated/linux-headers.ts";
import { linuxUserSpaceTable } from "./generated/linux-userspace.ts";
import { ntStatusTable } from "./generated/ntstatus.ts";
import { poolFunctionsTable } from "./generated/pool-functions.ts";
import { poolTypesTable } from "./generated/pool-types.ts";
import { registrationsTable } from "./generated/registrations.ts";
import { rustCratesTable } from "./generated/rust-crates.ts";
import { rustStdPathsTable } from "./generated/rust-std-paths.ts";
import { salTable } from "./generated/sal.ts";
import { sdvRulesTable } from "./generated/sdv-rules.ts";
import { sqliteConfigsTable } from "./generated/sqlite-configs.ts";
import { sqliteFunctionsTable } from "./generated/sqlite-functions.ts";
import { sqliteMethodsTable } from "./generated/sqlite-methods.ts";
import { sqliteOptionsTable } from "./generated/sqlite-options.ts";
import { statusFunctionsTable } from "./generated/status-functions.ts";
import { typeSizesTable } from "./generated/type-sizes.ts";
import { userModeTable } from "./generated/usermode.ts";
import { userModeHeadersTable } from "./generated/usermode-headers.ts";
import { verifierFlagsTable } from "./generated/verifier-flags.ts";
import { verifierRulesTable } from "./generated/verifier-rules.ts";
import { verifierUsesTable } from "./generated/verifier-uses.ts";
import { versionChecksTable } from "./generated/version-checks.ts";
import { win32ErrorsTable } from "./generated/win32-errors.ts";
import { type InfFacts, infFacts } from "./inf.ts";
import { kernelHeaderLookup } from "./kernel-headers.ts";
import {
  type LinuxContext,
  type LinuxUserSpaceHeader,
  type LinuxUserSpaceName,
  linuxContextLookup,
  linuxHeaderLookup,
  linuxUserSpaceLookup,
} from "./linux.ts";
import { type InterfaceMethod, methodLookup } from "./methods.ts";
import { type NameLookups, nameLookups } from "./names.ts";
import { lazy } from "./packed.ts";
import { type PoolConstantLookups, type PoolFunction, poolConstantLookups, poolFunctionLookup } from "./pool.ts";
import { type RegistrationLookups, registrationLookups } from "./registrations.ts";
import { type RustLookups, rustLookups } from "./rust.ts";
import { type SqliteLookups, sqliteLookups } from "./sqlite.ts";
import {
  type SqliteConfig,
  type SqliteFunction,
  type SqliteOption,
  sqliteConfigLookup,
  sqliteFunctionLookup,
  sqliteOptionList,
} from "./sqlite-use.ts";
import { type TypeSizeLookups, typeSizeLookups } from "./type-sizes.ts";
import { type IncludedHeader, includedHeaderLookup, type UserModeName, userModeLookup } from "./user-mode.ts";
import { type VerifierLookups, verifierLookups } from "./verifier.ts";
import { type VersionCheck, versionCheckLookup } from "./version-checks.ts";

export type { CallFix } from "./call-fixes.ts";
export type { CallTraitLookups, NoReturn, Wait } from "./call-traits.ts";
export type { CallbackContract } from "./callbacks.ts";
export type { ConditionalIrql, IrqlCondition } from "./conditional.ts";
export type {
  BugCheck,
  BugCheckParameter,
  ConstantLookups,
  ControlCodeName,
  FacilityKind,
  IrpFunction,
  NamedConstant,
} from "./constants.ts";
export type { CppFacility } from "./cpp-runtime.ts";
export type { Deprecation, DeprecationStatus } from "./deprecations.ts";
export type {
  CallSuccess,
  IrqlAfter,
  IrqlAfterCondition,
  IrqlEffect,
  IrqlPlace,
  LockEffect,
  LockKind,
} from "./effects.ts";
export type { Equivalent, SdvRule } from "./equivalents.ts";
export type { Confidence, FunctionContract } from "./functions.ts";
export { compareLevels, type Level, levelOfRank, levelRank, levels, parseLevel } from "./levels.ts";
export type { LinuxContext, LinuxUserSpaceHeader, LinuxUserSpaceName } from "./linux.ts";
export type {
  ContextQuestion,
  EntryKind,
  LinuxLockEffect,
  LinuxLockKind,
  LinuxSection,
} from "./linux-effects.ts";
export type { InterfaceMethod } from "./methods.ts";
export type { PoolConstant, PoolFunction, PoolScheme } from "./pool.ts";
export type { FieldRegistration, FunctionRegistration } from "./registrations.ts";
export type { RustLookups, StatusFunction } from "./rust.ts";
export type { SqliteMember, SqliteNeed } from "./sqlite.ts";
export type { SqliteConfig, SqliteFunction, SqliteOption, SqliteOrder } from "./sqlite-use.ts";
export type { SizePlatform, TypeSize } from "./type-sizes.ts";
export type { IncludedHeader, UserModeName } from "./user-mode.ts";
export type { KernelDebugOption, VerifierBugCheck, VerifierCheck, VerifierPlatform, VerifierRun } from "./verifier.ts";
export type { VersionCheck } from "./version-checks.ts";
export {
  compareWindowsVersions,
  knownWindowsVersions,
  parseWindowsVersion,
  type WindowsVersion,
  windowsVersionOfBuild,
  windowsVersionOfNtddi,
  windowsVersionOfWinnt,
} from "./windows-version.ts";

/** All lookups. Names are compared exactly, case included; an unknown name is undefined or an empty list. */
export interface Facts
  extends RegistrationLookups,
    PoolConstantLookups,
    CallTraitLookups,
    NameLookups,
    TypeSizeLookups,
    RustLookups,
    SqliteLookups,
    VerifierLookups {
  readonly functionContract: (name: string) => FunctionContract | undefined;
  readonly conditionalIrql: (name: string) => readonly ConditionalIrql[];
  readonly irqlEffect: (name: string) => IrqlEffect | undefined;
  /** By role type or pointer type. */
  readonly callback: (type: string) => CallbackContract | undefined;
  readonly interfaceMethod: (interfaceName: string, method: string) => InterfaceMethod | undefined;
  readonly deprecation: (name: string) => Deprecation | undefined;
  readonly userMode: (name: string) => UserModeName | undefined;
  /** What to write in place of a call of this name, or of a type; best first. */
  readonly callFixes: (name: string) => readonly CallFix[];
  /** The names whose fixes belong to one family, "CRITICAL_SECTION". */
  readonly fixFamily: (family: string) => readonly string[];
  /** By header name in any case, "windows.h". */
  readonly includedHeader: (header: string) => IncludedHeader | undefined;
  /** Whether the driver kit has a header of this name, "fltkernel.h"; in any case. */
  readonly kernelHeader: (header: string) => boolean;
  /** By C++ header ("vector") or qualified name ("std::vector"). */
  readonly cppFacility: (name: string) => CppFacility | undefined;
  readonly kernelExport: (name: string) => readonly string[];
  /** Whether the kernels of Windows 7 to 8.1 are known to export a name. */
  readonly earlyExport: (name: string) => boolean;
  readonly poolFunction: (name: string) => PoolFunction | undefined;
  readonly linuxContext: (name: string) => readonly LinuxContext[];
  readonly linuxUserSpace: (name: string) => LinuxUserSpaceName | undefined;
  /** By header as included, "sys/mman.h". */
  readonly linuxHeader: (header: string) => LinuxUserSpaceHeader | undefined;
  /** Directives and sections of INF files. */
  readonly inf: () => InfFacts;
  /** What a function or macro tells of the running system. */
  readonly versionCheck: (name: string) => VersionCheck | undefined;
  /** What is known of a function of SQLite's interface; undefined for names that are none. */
  readonly sqliteFunction: (name: string) => SqliteFunction | undefined;
  /** By SQLITE_CONFIG_ name; undefined for all others. */
  readonly sqliteConfig: (name: string) => SqliteConfig | undefined;
  /** Compile options of SQLite in a kernel, by name. */
  readonly sqliteOptions: () => readonly SqliteOption[];
  /** NTSTATUS values. */
  readonly ntStatus: ConstantLookups<NamedConstant>;
  readonly controlCode: ConstantLookups<ControlCodeName>;
  /** IRP_MJ_ and IRP_MN_ names. */
  readonly irpFunction: (name: string) => IrpFunction | undefined;
  readonly bugCheck: ConstantLookups<BugCheck>;
  /** Names of HRESULT values; what wraps a Win32 error or an NTSTATUS mostly has none of its own. */
  readonly hresult: ConstantLookups<NamedConstant>;
  /** What GetLastError gives. */
  readonly win32Error: ConstantLookups<NamedConstant>;
  readonly facility: (kind: FacilityKind, value: number) => string | undefined;
  /** Linux error numbers, as most architectures have them. */
  readonly linuxErrno: ConstantLookups<NamedConstant>;
  /** What a SAL annotation says, as a phrase. */
  readonly annotation: (name: string) => string | undefined;
  /** By PREfast number or CodeQL id. */
  readonly equivalents: (id: string) => readonly Equivalent[];
  readonly sdvRules: (name: string) => readonly SdvRule[];
}

/** Opens the tables; each is unpacked at its first lookup. Made once by a composition root and handed down. */
export function loadFacts(): Facts {
  return {
    functionContract: remembered(functionLookup(ddiTable)),
    conditionalIrql: conditionalLookup(conditionalIrqlTable),
    irqlEffect: effectLookup(irqlEffectsTable),
    ...nameLookups(ddiTable, linuxContextTable),
    ...callTraitLookups(callTraitsTable),
    ...typeSizeLookups(typeSizesTable),
    callback: callbackLookup(callbacksTable),
    interfaceMethod: methodLookup(methodsTable),
    ...registrationLookups(registrationsTable),
    deprecation: remembered(deprecationLookup(deprecatedTable)),
    userMode: remembered(userModeLookup(userModeTable)),
    callFixes: remembered(callFixLookup(callFixesTable)),
    fixFamily: fixFamilyLookup(callFixesTable),
    includedHeader: includedHeaderLookup(userModeHeadersTable),
    kernelHeader: kernelHeaderLookup(ddiTable, callbacksTable),
    cppFacility: cppFacilityLookup(cppRuntimeTable),
    kernelExport: remembered(kernelExportLookup(kernelExportsTable)),
    earlyExport: earlyExportLookup(kernelExportsTable),
    poolFunction: remembered(poolFunctionLookup(poolFunctionsTable)),
    ...poolConstantLookups(poolTypesTable),
    linuxContext: remembered(linuxContextLookup(linuxContextTable)),
    linuxUserSpace: remembered(linuxUserSpaceLookup(linuxUserSpaceTable)),
    linuxHeader: linuxHeaderLookup(linuxHeadersTable),
    inf: lazy(() => infFacts(infDirectivesTable, infSectionsTable)),
    versionCheck: versionCheckLookup(versionChecksTable),
    sqliteFunction: remembered(sqliteFunctionLookup(sqliteFunctionsTable)),
    sqliteConfig: sqliteConfigLookup(sqliteConfigsTable),
    sqliteOptions: lazy(() => sqliteOptionList(sqliteOptionsTable)),
    ntStatus: constantLookups(ntStatusTable),
    controlCode: controlCodeLookups(controlCodesTable),
    irpFunction: irpFunctionLookup(irpFunctionsTable),
    bugCheck: bugCheckLookups(bugChecksTable, bugCheckValuesTable),
    hresult: constantLookups(hresultsTable),
    win32Error: constantLookups(win32ErrorsTable),
    facility: facilityLookup(facilitiesTable),
    linuxErrno: constantLookups(linuxErrnoTable),
    annotation: annotationLookup(salTable),
    equivalents: equivalentLookup(equivalentsTable),
    sdvRules: sdvRuleLookup(sdvRulesTable),
    ...rustLookups(statusFunctionsTable, rustCratesTable, rustStdPathsTable),
    ...sqliteLookups(sqliteMethodsTable),
    ...verifierLookups(verifierFlagsTable, verifierUsesTable, verifierRulesTable, kernelDebugOptionsTable),
  };
}

/** Keeps answers: every call of every file is looked up, mostly the same few hundred names. */
function remembered<T>(lookup: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    let answer = known.get(name);
    if (answer === undefined && !known.has(name)) {
      answer = lookup(name);
      known.set(name, answer);
    }
    return answer as T;
  };
}
