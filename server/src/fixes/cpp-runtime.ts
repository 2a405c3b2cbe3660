/** Fixes of C++ that needs a runtime: none keeps the meaning for sure, so a person chooses. */
import type { FileModel, Include } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { CastExpr } from "../syntax/ast.ts";
import type { Fix } from "./fix.ts";
import { placeOfInclude } from "./include-line.ts";
import { removalOf } from "./lines.ts";

/** Takes the type for granted that dynamic_cast asks for at run time. */
export function staticCastFix(cast: CastExpr, fn: FunctionModel): Fix {
  const keyword = { start: cast.start, end: cast.start + cast.style.length };
  return {
    title: "Replace dynamic_cast with static_cast (which never yields NULL: the type has to be known)",
    edits: [{ at: fn.place(keyword), text: "static_cast" }],
  };
}

/** Removes a header of the standard library from a file that names nothing of std. */
export function unusedLibraryFixes(include: Include, file: FileModel): readonly Fix[] {
  return /\bstd\s*::|\bnamespace\s+std\b/.test(file.text)
    ? []
    : [
        {
          title: `Remove <${include.path}> (nothing here names std)`,
          edits: [removalOf(placeOfInclude(include, file), file)],
        },
      ];
}
