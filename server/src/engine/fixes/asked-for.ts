/** What "fix all" makes of rules that a person asks for by name: fixes too that it leaves alone otherwise. */

/** A finding in any form that has its rule and its fixes. */
interface Fixable {
  readonly rule: string;
  readonly fixes: readonly { readonly preferred: boolean; readonly byName?: true }[];
}

/**
 * Findings of the rules alone, with fixes that are made for who asks for their rule counted as preferred.
 * @param rules ids; undefined where nobody named any, which changes nothing
 */
export function askedFor<F extends Fixable>(
  findings: readonly F[],
  rules: ReadonlySet<string> | undefined,
): readonly F[] {
  return rules === undefined
    ? findings
    : findings
        .filter(({ rule }) => rules.has(rule))
        .map((finding) => ({
          ...finding,
          fixes: finding.fixes.map((fix) => (fix.byName ? { ...fix, preferred: true } : fix)),
        }));
}

/** The rules whose fixes write what functions do to the IRQL. */
export const irqlAnnotations: ReadonlySet<string> = new Set(["irql-function-not-annotated"]);
