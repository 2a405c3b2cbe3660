/** What a crate's Cargo.toml says that matters for a driver, each with its place. */
import type { Anchor, Place } from "../place.ts";

/** A value of the manifest. */
export interface ManifestValue<T> {
  readonly value: T;
  /** Of the value; for a table without a value of its own, of its key. */
  readonly place: Place;
}

/** `wdk-sys = "0.4"`, `[dependencies.wdk] path = "..."`; of all of `dependencies` and of those for a target. */
export interface CrateDependency {
  /** The crate itself, where `package` gives it another name here too. */
  readonly package: string;
  /** The name under which the code knows it, with `_` for `-`. */
  readonly name: string;
  readonly place: Place;
  /** It is `optional = true`. */
  readonly isOptional: boolean;
}

export interface CrateProfile {
  /** "dev", "release", ...; that of the workspace's root counts, where the crate belongs to a workspace. */
  readonly name: string;
  /** Of `[profile.name]`. */
  readonly place: Place;
  readonly panic: ManifestValue<string> | undefined;
}

export interface CrateManifest {
  readonly path: string;
  readonly text: string;
  /** What places in it hang on: it moves with no edit, the manifest is read anew. */
  readonly anchor: Anchor;
  readonly name: ManifestValue<string> | undefined;
  /** "2015" where nothing is said; what the workspace says where the crate inherits it. */
  readonly edition: string;
  /** Without those for tests and build scripts. */
  readonly dependencies: readonly CrateDependency[];
  /** `[lib] crate-type`. */
  readonly crateTypes: ManifestValue<readonly string[]> | undefined;
  /** Its own and its workspace's, as Cargo takes them: of a member the workspace's alone count. */
  readonly profiles: readonly CrateProfile[];
  /** `driver-type` of `[package.metadata.wdk.driver-model]`: "KMDF", "UMDF", "WDM". */
  readonly driverModel: ManifestValue<string> | undefined;
  /** `[package.metadata.wdk]`, or that of the workspace. */
  readonly hasWdkMetadata: boolean;
}
