/** What the image is, in a line, and how many findings there are. */
import type { ImageReport } from "../../server/src/image/report.ts";
import { ClippedText, clippedText } from "../parts/clipped-text.tsx";
import { Icon } from "../parts/icon.tsx";
import { bytesText, numberText } from "../parts/numbers.ts";
import { countsOf, severityLooks } from "./severity.ts";

export interface HeadProps {
  readonly name: string | undefined;
  /** Undefined while it is read, and where it cannot be. */
  readonly report: ImageReport | undefined;
  onFindings(): void;
}

export function Head({ name, report, onFindings }: HeadProps) {
  return (
    <header class="image-head">
      <h1 class="image-name" title={name === undefined ? "" : clippedText(name)}>
        <Icon name="file-binary" /> <ClippedText text={name ?? ""} />
      </h1>
      {report !== undefined && (
        <>
          <button type="button" class="image-verdict" title="Show the findings" onClick={onFindings}>
            <Verdict report={report} />
          </button>
          <span class="image-fact">
            <ClippedText text={kindOf(report)} />
          </span>
          <span class="image-fact" title={`${numberText(report.length)} bytes`}>
            {bytesText(report.length)}
          </span>
          <Target report={report} />
        </>
      )}
    </header>
  );
}

function Target({ report: { target, format, isKernel } }: { readonly report: ImageReport }) {
  if (target !== undefined) {
    return (
      <span class="image-fact" title="Which Windows its imports are held against">
        for <ClippedText text={target} />
      </span>
    );
  }
  if (format === "elf" || !isKernel) return null;
  return (
    <span class="image-fact" title="Its imports are held against no version of Windows: choose one with Target Windows">
      no target Windows
    </span>
  );
}

const kindOf = ({ kind, machine }: ImageReport): string => (kind.includes(machine) ? kind : `${kind}, ${machine}`);

function Verdict({ report }: { readonly report: ImageReport }) {
  const counts = countsOf(report.findings);
  if (counts.length > 0) {
    return counts.map(({ severity, text }) => (
      <span key={severity} class={`is-${severity}`}>
        <Icon name={severityLooks[severity].icon} /> {text}
      </span>
    ));
  }
  return report.isKernel ? (
    <span class="is-good">
      <Icon name="pass" /> No findings
    </span>
  ) : (
    <span>
      <Icon name="info" /> Not judged
    </span>
  );
}
