/** What is wrong first, then what the image is. */
import { useMemo, useState } from "preact/hooks";
import { alikeFindings } from "../../../server/src/image/output/alike.ts";
import { ClippedText, clippedText } from "../../parts/clipped-text.tsx";
import { Button } from "../../parts/elements.ts";
import { Icon } from "../../parts/icon.tsx";
import { counted, numberText } from "../../parts/numbers.ts";
import { Finding } from "../detail/finding.tsx";
import type { TabProps } from "../tabs.ts";
import { AlikeFindings } from "./alike-findings.tsx";
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
const atOnce = 50;

function Findings({ report, calls, channel, go }: TabProps) {
  const [count, setCount] = useState(atOnce);
  const all = useMemo(() => alikeFindings(report.findings), [report.findings]);
  const left = all.length - count;
  return (
    <section class="findings" aria-label="Findings">
      <h2>Findings</h2>
      {all.length === 0 && <NoFindings isKernel={report.isKernel} />}
      {all
        .slice(0, count)
        .map((findings, index) =>
          findings.length > 1 ? (
            <AlikeFindings key={index} {...{ findings, calls, channel, go }} />
          ) : (
            <Finding key={index} finding={findings[0]!} {...{ calls, channel, go }} />
          ),
        )}
      {left > 0 && (
        <Button isSecondary onPress={() => setCount(count + atOnce)}>
          Show {numberText(Math.min(atOnce, left))} of {counted(left, "more finding")}
        </Button>
      )}
    </section>
  );
}

function NoFindings({ isKernel }: { readonly isKernel: boolean }) {
  return isKernel ? (
    <p class="findings-none is-good">
      <Icon name="pass" /> Nothing was found that a kernel would not load or that fails on the machine.
    </p>
  ) : (
    <p class="findings-none">
      <Icon name="info" /> It is not judged: that is done of drivers and modules, as a kernel loads them.
    </p>
  );
}
