/** What is put into fields and variables that may hold functions, so that calls through these lead somewhere. */
import type { Place } from "./place.ts";

/** What a store puts somewhere: of the same content as another while only places differ. */
export interface Store {
  /** The field or the variable; `positional` for an item of an initialiser that names no field. */
  readonly target: string;
  /** What the field is part of; undefined for a variable. */
  readonly holder: Holder | undefined;
  /** The name of what is stored; undefined where it is something else, or anything. */
  readonly value: string | undefined;
  readonly file: string;
  /** Namespace or class of the code, in which names are looked up first. */
  readonly scope: string | undefined;
}

/** An object by the root of its expression and the fields that lead on; `#2` is the third. */
export interface Holder {
  /**
   * A type as written, a variable at file scope, a function's result, the object of a method by its class, or something
   * that is not followed.
   */
  readonly root: { readonly by: "type" | "variable" | "result" | "this" | "unknown"; readonly name: string };
  readonly path: readonly string[];
  /** The variable at file scope whose initialiser it is. */
  readonly initialises: string | undefined;
}

/** A store with the place of what is stored. */
export interface PlacedStore extends Store {
  readonly place: Place;
}

/** The target of an initialiser's items that name no field. */
export const positional = "{}";

/** What stand among names for what is stored in fields or variables of a name, and for the places beside it. */
export const storesIn = (name: string): string => `${name} =`;
export const storePlacesIn = (name: string): string => `${name} = at`;
