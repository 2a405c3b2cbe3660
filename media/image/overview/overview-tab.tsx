/** What is wrong first, then what the image is. */
import { useMemo, useState } from "preact/hooks";
import { ClippedText, clippedText } from "../../parts/clipped-text.tsx";
import { Button } from "../../parts/elements.ts";
import { Icon } from "../../parts/icon.tsx";
import { counted, numberText } from "../../parts/numbers.ts";
import { Finding } from "../detail/finding.tsx";
import { weightOf } from "../severity.ts";
import type { TabProps } from "../tabs.ts";
import { Databases } from "./databases.tsx";
import { PropertyTable } from "./property-table.tsx";

export function OverviewTab(props: TabProps) {
  const { report, channel } = props;
  return (
    <div class="overview">
      <Findings {...props} />
      {report.notes.length > 0 && (
        <section class="overview-notes" aria-label="Notes">
          <h2>Notes</h2>
          <ul>
            {report.notes.map((note, index) => (
              <li key={index}>
                <Icon name="info" /> <ClippedText text={note} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <div class="overview-groups">
        {report.groups
          .filter(({ properties }) => properties.length > 0)
          .map(({ id, title, properties }) => (
            <PropertyTable key={id} title={title} properties={properties} />
          ))}
        {report.infs.map(({ name, properties }) => (
          <PropertyTable key={name} title={`INF beside it: ${clippedText(name)}`} properties={properties}>
            <button type="button" class="link" onClick={() => channel.post({ kind: "openInf", name })}>
              Open
            </button>
          </PropertyTable>
        ))}
        <Databases {...props} />
      </div>
    </div>
  );
}

/** So many at first, and with each press. */
const findingsAtOnce = 50;

function Findings({ report, calls, channel, go }: TabProps) {
  const [shown, setShown] = useState(findingsAtOnce);
  const findings = useMemo(
    () => [...report.findings].sort((one, other) => weightOf(one) - weightOf(other)),
    [report.findings],
  );
  return (
    <section class="findings" aria-label="Findings">
      <h2>Findings</h2>
      {findings.length === 0 && (
        <p class="findings-none">
          {report.isKernel ? (
            <>
              <Icon name="pass" /> Nothing was found that a kernel would not load or that fails on the machine.
            </>
          ) : (
            <>
              <Icon name="info" /> It does not run in a kernel: its imports are listed, and not judged.
            </>
          )}
        </p>
      )}
      {findings.slice(0, shown).map((finding, index) => (
        <Finding key={index} {...{ finding, calls, channel, go }} />
      ))}
      {findings.length > shown && (
        <Button isSecondary onPress={() => setShown(shown + findingsAtOnce)}>
          Show {numberText(Math.min(findingsAtOnce, findings.length - shown))} of{" "}
          {counted(findings.length - shown, "more finding")}
        </Button>
      )}
    </section>
  );
}
