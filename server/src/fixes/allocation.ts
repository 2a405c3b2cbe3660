/** New pool allocations as text, for the Windows that a driver is built for; never executable. */
import { type FixEnvironment, isOnTarget } from "./environment.ts";

/** Memory that something else than pool is to be replaced by. */
export interface MemoryRequest {
  readonly memory: "paged" | "nonpaged";
  /** An expression, in bytes. */
  readonly size: string;
  /** An expression: the name that `poolTag` gives. */
  readonly tag: string;
  /** `any` where the caller fills the memory itself: then zeroing it is not asked for. */
  readonly contents: "zeroed" | "any";
  /** Code that expects an exception on failure, and not NULL. */
  readonly raises?: boolean;
}

export interface AllocationText {
  readonly text: string;
  /** Whether the memory comes zeroed on every Windows that the driver runs on. */
  readonly zeroed: boolean;
}

/** Whether ExAllocatePool2 is there on every Windows that the driver runs on; it is taken to be where nobody names one. */
export function hasPoolFlags(env: FixEnvironment): boolean {
  return isOnTarget(env.facts.poolFunction("ExAllocatePool2")?.minWindows, env);
}

/**
 * A call that allocates pool. Before Windows 10, version 2004 that is ExAllocatePoolZero, which zeroes there only when
 * POOL_ZERO_DOWN_LEVEL_SUPPORT is defined before the kit's headers: see `zeroed`. Memory is never executable.
 */
export function allocationText(request: MemoryRequest, env: FixEnvironment): AllocationText {
  const { memory, size, tag, contents } = request;
  if (hasPoolFlags(env)) {
    const flags = [
      memory === "paged" ? "POOL_FLAG_PAGED" : "POOL_FLAG_NON_PAGED",
      ...(contents === "any" ? ["POOL_FLAG_UNINITIALIZED"] : []),
      ...(request.raises === true ? ["POOL_FLAG_RAISE_ON_FAILURE"] : []),
    ];
    return { text: `ExAllocatePool2(${flags.join(" | ")}, ${size}, ${tag})`, zeroed: contents === "zeroed" };
  }
  const type = memory === "paged" ? "PagedPool" : nonPagedType(env);
  const allocator = contents === "any" ? "ExAllocatePoolUninitialized" : "ExAllocatePoolZero";
  const argument = request.raises === true ? `(POOL_TYPE)(${type} | POOL_RAISE_IF_ALLOCATION_FAILURE)` : type;
  return {
    text: `${allocator}(${argument}, ${size}, ${tag})`,
    zeroed: contents === "zeroed" && zeroesDownLevel(env),
  };
}

/**
 * Whether ExAllocatePoolZero zeroes on Windows before Windows 10, version 2004 too: the kit's headers, which define it, ask
 * for a macro that has to be there before them.
 */
export function zeroesDownLevel({ defined, unit, facts }: FixEnvironment): boolean {
  return (
    defined(downLevelSupport) &&
    unit
      .macros(downLevelSupport)
      .every(
        ({ file, macro }) =>
          unit.file(file)?.includes.some(({ path, start }) => start < macro.start && facts.kernelHeader(path)) !== true,
      )
  );
}

const downLevelSupport = "POOL_ZERO_DOWN_LEVEL_SUPPORT";

/** NonPagedPoolNx where every Windows that the driver runs on has it. */
function nonPagedType(env: FixEnvironment): "NonPagedPoolNx" | "NonPagedPool" {
  return isOnTarget(env.facts.poolConstant("NonPagedPoolNx")?.minWindows, env) ? "NonPagedPoolNx" : "NonPagedPool";
}
