/** A function's section and its PAGED_CODE calls, worked out once for all rules that ask, and what can be said for sure. */
import { type FunctionPaging, pagingOf, type SectionReason } from "../../model/contracts/paging.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import { type BuildKnowledge, isOtherBuild } from "../names/builds.ts";

/** A rule's context is one. */
export interface PagingEnvironment extends BuildKnowledge {
  derived<T>(analysis: FunctionAnalysis<PagingEnvironment, T>, fn: FunctionModel): T;
}

export const functionPaging: FunctionAnalysis<{ readonly unit: UnitModel }, FunctionPaging> = {
  run(fn, { unit }) {
    const file = unit.file(fn.file);
    return file === undefined ? { residence: "resident", reasons: [], asserts: [] } : pagingOf(fn, file, unit);
  },
};

/** What puts a function into a pageable section in every build; undefined where nothing does, or not for sure. */
export function pageableReason(fn: FunctionModel, env: PagingEnvironment): SectionReason | undefined {
  const { residence, reasons } = env.derived(functionPaging, fn);
  const [reason] = reasons;
  return residence === "pageable" && reason !== undefined && isCertain(reason, env) ? reason : undefined;
}

/** ALLOC_PRAGMA is defined by the kit's headers wherever the compiler knows `alloc_text`. */
function isCertain({ place }: SectionReason, env: PagingEnvironment): boolean {
  const condition = env.unit.file(place.file)?.assumption(place.anchor.start + place.start);
  return condition === undefined || /\bALLOC_PRAGMA\b/.test(condition) || !isOtherBuild(place, env);
}

/** How a reason is told: "#pragma alloc_text puts it into the section PAGE". */
export function sayReason({ how, section }: SectionReason): string {
  const who = how === "attribute" ? "This attribute" : `#pragma ${how}`;
  return `${who} puts it into the section ${section}`;
}
