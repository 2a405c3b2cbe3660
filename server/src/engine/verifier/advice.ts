/** What a verifier is told for one driver unit, as plain data for any front end. */
import type { KernelDebugOption, VerifierCheck, VerifierRun, WindowsVersion } from "../../facts/index.ts";
import type { TargetWindows } from "../../rules/context.ts";
import type { Reason } from "./unit-uses.ts";

/** A check, and why. */
export interface CheckAdvice {
  readonly check: VerifierCheck;
  /** Empty where it fits any driver, or others need it. */
  readonly reasons: readonly Reason[];
  readonly fitsAny: boolean;
  /** Titles of the checks that need it, where the driver itself does not ask for it. */
  readonly neededBy: readonly string[];
}

/** A command line of verifier.exe. */
export interface VerifierCommand {
  /** `flags` and `classes` take effect at the next start; `now` at once, as far as that goes. */
  readonly form: "flags" | "classes" | "now";
  readonly text: string;
  /** The Windows versions that it is right for. */
  readonly from: WindowsVersion;
  /** Undefined up to the newest. */
  readonly to: WindowsVersion | undefined;
  /** Titles of the checks of the run that this form cannot turn on. */
  readonly lacks: readonly string[];
}

/** Checks that are turned on together. */
export interface RunAdvice {
  readonly run: VerifierRun;
  /** Oldest Windows first; of one Windows rule classes first. */
  readonly commands: readonly VerifierCommand[];
  /** The checks that the run is for. */
  readonly checks: readonly CheckAdvice[];
  /** Titles of the others that its commands turn on. */
  readonly with: readonly string[];
}

/** A check that a value of the registry turns on. */
export interface SettingAdvice extends CheckAdvice {
  readonly command: string;
  readonly undo: string;
}

/** The file of the driver, as commands name it. */
export interface ImageName {
  readonly file: string;
  /** Why it may be another one, as a sentence; undefined where a project says it. */
  readonly doubt: string | undefined;
  /** Drivers that are verified beside it, with the reason. */
  readonly beside: readonly { readonly file: string; readonly because: string }[];
}

export interface WindowsAdvice {
  readonly platform: "windows";
  readonly image: ImageName;
  readonly target: TargetWindows | undefined;
  readonly runs: readonly RunAdvice[];
  readonly settings: readonly SettingAdvice[];
  /** Titles of the standard checks that nothing in the driver asks for. */
  readonly standardBeside: readonly string[];
  /** Pool tags as the debugger shows them, which faults can be limited to. */
  readonly tags: readonly string[];
}

export interface OptionAdvice {
  readonly option: KernelDebugOption;
  readonly reasons: readonly Reason[];
  readonly fitsAny: boolean;
}

export interface LinuxAdvice {
  readonly platform: "linux";
  /** Kernels to build: options that exclude each other are in different ones. */
  readonly kernels: readonly (readonly OptionAdvice[])[];
}

/** A driver that is not read for this. */
export interface UnreadAdvice {
  readonly platform: "unread";
  readonly image: ImageName;
  /** As a sentence. */
  readonly because: string;
}

export type VerifierAdvice = WindowsAdvice | LinuxAdvice | UnreadAdvice;
