/** Findings that say the same of different imports: said once, with a line for each. */
import { useState } from "preact/hooks";
import type { ImageFinding } from "../../../server/src/image/report.ts";
import { ClippedText } from "../../parts/clipped-text.tsx";
import { numberText } from "../../parts/numbers.ts";
import { FindingFrame, type FindingProps } from "../detail/finding.tsx";
import { CallSites, FindingLinks, Instead } from "../detail/finding-parts.tsx";

export interface AlikeFindingsProps extends Omit<FindingProps, "finding"> {
  /** Of imports, at least two. */
  readonly findings: readonly ImageFinding[];
}

/** At first, and with each press. */
const atOnce = 10;

export function AlikeFindings({ findings, calls, channel, go }: AlikeFindingsProps) {
  const [count, setCount] = useState(atOnce);
  // Those that the sources are known to call can be mended now.
  const ordered = [...findings].sort((one, other) => Number(isCalled(other)) - Number(isCalled(one)));
  function isCalled({ import: imported }: ImageFinding): boolean {
    return (calls.get(imported?.name ?? "") ?? []).length > 0;
  }
  const { page, ...first } = findings[0]!;
  // A page about one of the imports is linked where that is shown.
  const common = page !== undefined && findings.every((one) => one.page === page) ? { ...first, page } : first;
  const left = ordered.length - count;
  return (
    <FindingFrame finding={first} more={`, and ${numberText(findings.length - 1)} more like it`}>
      <ul class="alike">
        {ordered.slice(0, count).map((finding, index) => (
          <li key={index}>
            <button
              type="button"
              class="link alike-name"
              title="Show the import"
              onClick={() => finding.import !== undefined && go?.({ tab: "imports", ...finding.import })}
            >
              <ClippedText text={finding.import?.name ?? ""} />
            </button>
            <div class="alike-text">
              <Instead names={finding.instead} />
              <CallSites name={finding.import?.name} {...{ calls, channel }} />
            </div>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <button type="button" class="link" onClick={() => setCount(count + 10 * atOnce)}>
          Show {numberText(Math.min(left, 10 * atOnce))} more
        </button>
      )}
      <FindingLinks finding={common} channel={channel} go={undefined} />
    </FindingFrame>
  );
}
