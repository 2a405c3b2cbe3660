/** What functions are called where people read of them. */
import { lastName } from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";

type Named = Pick<FunctionModel, "name" | "scope">;

/** "RingFill"; of a method with its class, "FastMutex::Lock". */
export const nameInUnit = ({ name, scope }: Named): string =>
  scope === undefined ? name : `${lastName(scope)}::${name}`;

/** With all of its scope: "io::FastMutex::Lock". */
export const scopedName = ({ name, scope }: Named): string => (scope === undefined ? name : `${scope}::${name}`);
