/** A Rust crate as rules see it: its files, what stands in them, and what its Cargo.toml says. All plain data. */
import type { Facts } from "../../facts/index.ts";
import type { Span } from "../../syntax/ast.ts";
import type {
  RustExternBlock,
  RustFunctionItem,
  RustImpl,
  RustItem,
  RustItemSyntax,
  RustTrait,
} from "../../syntax/rust/ast.ts";
import type { Anchor, Place } from "../place.ts";
import type { CrateManifest } from "./manifest.ts";

/** What stands at the top of a file; identical from snapshot to snapshot while its text stays. */
export interface RustItemModel extends Anchor {
  /** Absolute offset of its first unit: of its first attribute, where it has one. Moved when text above changes. */
  readonly start: number;
  readonly length: number;
  readonly syntax: RustItemSyntax;
  /** Functions with a body that are compiled for the driver: those of tests are left out. */
  readonly functions: readonly RustFunctionModel[];
  /** The place of a span of it. */
  place(span: Span): Place;
  /** The text of a span of it as written, comments included. */
  text(span: Span): string;
}

export interface RustFunctionModel {
  readonly name: string;
  readonly file: string;
  /** Inline modules around it in its file, outermost first; the file's own are in `RustFileModel.module`. */
  readonly scope: readonly string[];
  readonly item: RustItemModel;
  readonly syntax: RustFunctionItem;
  /** The `impl` or trait that it is a member of. */
  readonly container: RustImpl | RustTrait | undefined;
  /** The grammar did not understand something inside of it: rules that follow its flow leave it alone. */
  readonly broken: boolean;
  /** The place of a span of its item, as all spans of its syntax are. */
  place(span: Span): Place;
  text(span: Span): string;
}

export interface RustFileModel {
  readonly path: string;
  readonly text: string;
  /** Modules from the crate's root to this file: `[]` of the root, `["device", "queue"]`. */
  readonly module: readonly string[];
  /** Inner attributes of the file are among them, each an item. */
  readonly items: readonly RustItemModel[];
}

/** An item that has a name, wherever in the crate it is: a function (declarations of extern blocks too), type, static... */
export interface NamedRustItem {
  readonly file: string;
  /** Inline modules around it in its file, outermost first. */
  readonly scope: readonly string[];
  /** What it stands in, or is itself; its spans count from there. */
  readonly item: RustItemModel;
  readonly syntax: Exclude<
    RustItem,
    { readonly kind: "impl" | "use" | "macro-item" | "inner-attribute" | "unknown-item" | "extern-block" }
  >;
  readonly container: RustImpl | RustTrait | RustExternBlock | undefined;
}

export interface CrateModel {
  /** As Cargo calls it; of a crate without Cargo.toml the name of its root. */
  readonly name: string;
  /** Undefined where there is no Cargo.toml, or none that can be read. */
  readonly manifest: CrateManifest | undefined;
  /** lib.rs, main.rs or what Cargo.toml names. */
  readonly root: RustFileModel;
  /** The root first, then in the order of their `mod`s. */
  readonly files: readonly RustFileModel[];
  /** See `CrateContext.isNoStd`. */
  readonly isNoStd: boolean | undefined;
  /** Where `#![no_std]` stands, whatever it hangs on. */
  readonly noStd: Place | undefined;
  /** All functions with a body that are compiled for the driver, by file and position. */
  readonly functions: readonly RustFunctionModel[];
  /** Every item of this name, by file and position; members of impls, traits, extern blocks and modules too. */
  named(name: string): readonly NamedRustItem[];
}

/** Work on one function that is done once while its item's text stays: it may look at nothing else. */
export interface RustFunctionAnalysis<T> {
  run(fn: RustFunctionModel, given: RustAnalysisInput): T;
}

/** What such work may ask for: what holds for every crate, and other work on the same function. */
export interface RustAnalysisInput {
  readonly facts: Facts;
  derived<T>(analysis: RustFunctionAnalysis<T>, fn: RustFunctionModel): T;
}
