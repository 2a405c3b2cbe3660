/** Statements that were run in any inspector of a workspace, newest first. */

const maximumCount = 200;
const maximumLength = 20_000;

/**
 * What is kept when a page tells its history. Others may have run statements meanwhile that it has not heard of: they stay,
 * behind its own, but for what somebody has removed from its list.
 *
 * @param known what the page told last, or was told when it was opened
 */
export function mergeHistories(
  told: readonly string[],
  known: readonly string[],
  kept: readonly string[],
): readonly string[] {
  const removed = new Set(known.filter((statement) => !told.includes(statement)));
  const statements = [...told, ...kept.filter((statement) => !removed.has(statement))];
  const fitting = statements.filter(({ length }) => length > 0 && length <= maximumLength);
  return [...new Set(fitting)].slice(0, maximumCount);
}
