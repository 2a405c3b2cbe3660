/** Says where a pointer that is called through got its function. */
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { CallExpr } from "../../syntax/ast.ts";
import { onlyValue } from "../values/resolve.ts";
import { storePlaces } from "./stored-functions.ts";

interface Reason {
  readonly at: Place;
  readonly message: string;
}

/** More places say nothing new. */
const maximumPlaces = 2;

/** Where what a call goes through is set to the function of this name; empty where the call names it. */
export function pointerReasons(
  { callee }: CallExpr,
  name: string,
  fn: FunctionModel,
  unit: UnitModel,
): readonly Reason[] {
  const value = callee.kind === "name" && fn.locals.has(callee.name) ? onlyValue(callee.name, fn) : callee;
  if (value === undefined || (value.kind === "name" && value.name === name)) {
    return [];
  }
  const message = `${fn.text(value)} is set to ${name} here`;
  return storePlaces(value, name, fn, unit)
    .slice(0, maximumPlaces)
    .map((at) => ({ at, message }));
}
