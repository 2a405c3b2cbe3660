/** Builds the plain syntax of one declaration from its flat tree. */
import type { DeclarationSyntax, Expr } from "../ast.ts";
import type { MaskedDeclaration } from "../mask/masked.ts";
import type { Language } from "../tokens.ts";
import { Builder, type BuilderTables, type Dispatch } from "./builder.ts";
import { declarationBuilders, membersOf } from "./declarations.ts";
import { unfinishedFunction } from "./definitions.ts";
import { expressionBuilders } from "./expressions.ts";
import type { FlatTree } from "./flat-tree.ts";
import { statementBuilders } from "./statements.ts";

export const builderTables: BuilderTables = {
  expressions: expressionBuilders,
  statements: statementBuilders,
  declarations: declarationBuilders,
};

/** `filters` are the expressions of `SehRecord`s with a filter, by the offset of the handler's block. */
export function buildDeclaration(
  tree: FlatTree,
  dispatch: Dispatch,
  masked: MaskedDeclaration,
  language: Language,
  filters: ReadonlyMap<number, Expr>,
): DeclarationSyntax {
  const b = new Builder(tree, dispatch, masked, language, filters);
  const root = tree.isError(tree.root) ? unfinishedFunction(b, tree.root) : undefined;
  return { decls: root === undefined ? membersOf(b, tree.root) : [root], errors: b.errors };
}
