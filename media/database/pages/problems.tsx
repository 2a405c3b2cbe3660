/** What is wrong with the trees, each with the page that it is wrong on. */
import { Icon } from "../../parts/icon.tsx";
import { counted, numberText } from "../../parts/numbers.ts";
import { ValueText } from "../../parts/value-text.tsx";
import type { PageMap } from "./page-map.ts";

export interface ProblemsProps {
  readonly map: PageMap;
  onPage(page: number): void;
}

export function Problems({ map, onPage }: ProblemsProps) {
  const { problems } = map;
  if (problems.length === 0) return null;
  return (
    <details class="problems" open={problems.length <= 3}>
      <summary>
        <Icon name="error" /> {counted(problems.length, "problem")}
        {problems.length >= mostProblems && " or more"}: the file is damaged, and what lies there may not be read
      </summary>
      <ul>
        {problems.map(({ page, text }) => (
          <li key={`${page} ${text}`}>
            {page >= 1 && page <= map.kinds.length ? (
              <button type="button" class="link" onClick={() => onPage(page)}>
                Page {numberText(page)}
              </button>
            ) : (
              `Page ${numberText(page)}`
            )}
            : <ValueText text={text} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** No more of them are told. */
const mostProblems = 100;
