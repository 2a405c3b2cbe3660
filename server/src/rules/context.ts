/** What a rule may ask: facts, the unit's names, settings, and where values come from. */

import type { FunctionAnalysis } from "../analysis/function-analysis.ts";
import type { Summaries } from "../analysis/summaries.ts";
import type { UnitIndexes } from "../analysis/unit-index.ts";
import type { Resolution } from "../analysis/values/resolve.ts";
import type { Facts, WindowsVersion } from "../facts/index.ts";
import type { Registration } from "../model/contracts/registrations.ts";
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Place } from "../model/place.ts";
import type { NamedRustItem, RustFunctionAnalysis, RustFunctionModel } from "../model/rust/crate.ts";
import type { CrateManifest } from "../model/rust/manifest.ts";
import type { RustResolution } from "../model/rust/resolve.ts";
import type { DriverUnit } from "../model/unit/types.ts";
import type { UnitModel } from "../model/unit-model.ts";
import type { Expr } from "../syntax/ast.ts";
import type { RustPath } from "../syntax/rust/ast.ts";

/** The oldest Windows that the driver must run on, and who says so. */
export interface TargetWindows {
  readonly version: WindowsVersion;
  /** For messages: "WindowsTargetPlatformMinVersion in foo.vcxproj", "driverlens.targetWindows". */
  readonly saidBy: string;
}

export interface RuleContext extends Summaries<RuleContext>, UnitIndexes<RuleContext> {
  readonly facts: Facts;
  /** The names of the driver unit that the file is checked with. */
  readonly unit: UnitModel;
  /** What the project says of it: frameworks, definitions, kind. */
  readonly driver: DriverUnit;
  readonly file: FileModel;
  /** Undefined where neither the settings nor the project name a version: then rules speak as for a current Windows. */
  readonly targetWindows: TargetWindows | undefined;
  /** Follows an expression to the names and literals it stands for. */
  resolve(expr: Expr, fn: FunctionModel | undefined): Resolution;
  /** The integer value of an expression where it is one on every path; names of the WDK included. */
  integer(expr: Expr, fn: FunctionModel | undefined): number | undefined;
  /** Whether a preprocessor macro is defined for the unit: by the project or by any of its files. */
  defined(name: string): boolean;
  /**
   * The condition that a place hangs on while it is not known whether it holds (see `FileModel.assumption`): a finding
   * there may be of another build.
   */
  assumption(place: Place): string | undefined;
  /**
   * Where the unit hands this function to the system: `roles` to be asked for what that makes of it, in whose answers no
   * place may be read; `reasons` for the same with places that are true.
   */
  registrations(fn: FunctionModel, detail: "roles" | "reasons"): readonly Registration[];
  /** What an analysis says of a function of the unit, worked out once while it holds. */
  derived<T>(analysis: FunctionAnalysis<RuleContext, T>, fn: FunctionModel): T;
}

/** What rules of Rust may ask. */
export interface CrateContext {
  readonly facts: Facts;
  readonly driver: DriverUnit;
  readonly targetWindows: TargetWindows | undefined;
  /** Undefined where there is no Cargo.toml, or none that can be read. */
  readonly manifest: CrateManifest | undefined;
  /** Whether the crate is built without the standard library: `#![no_std]`; undefined where that hangs on features. */
  readonly isNoStd: boolean | undefined;
  /** Every item of this name in the crate; see `CrateModel.named`. */
  named(name: string): readonly NamedRustItem[];
  /** What a path means in a function, through the `use`s of the module around it; undefined where that cannot be told. */
  resolve(path: RustPath, fn: RustFunctionModel): RustResolution | undefined;
  /** What an analysis says of a function, worked out once while its item's text stays. */
  derived<T>(analysis: RustFunctionAnalysis<T>, fn: RustFunctionModel): T;
}

/** What rules of INF files may ask. */
export interface InfContext {
  readonly facts: Facts;
}
