/** One finding: what is wrong, why it matters, what to do, what to call instead, and which calls cause it. */
import type { ImageFinding } from "../../../server/src/image/report.ts";
import { ClippedText, clippedText } from "../../parts/clipped-text.tsx";
import { Icon } from "../../parts/icon.tsx";
import { type Calls, siteText } from "../calls.ts";
import type { Channel } from "../channel.ts";
import { severityLooks } from "../severity.ts";
import type { Destination } from "../tabs.ts";

export interface FindingProps {
  readonly finding: ImageFinding;
  readonly calls: Calls;
  readonly channel: Channel;
  /** Undefined where the finding is shown at what it is about. */
  readonly go?: ((to: Destination) => void) | undefined;
}

export function Finding({ finding, calls, channel, go }: FindingProps) {
  const { severity, message, why, remedy, instead } = finding;
  const { icon, word } = severityLooks[severity];
  return (
    <article class={`finding is-${severity}`}>
      <span class="finding-severity">
        <Icon name={icon} /> {word}
      </span>
      <div class="finding-text">
        <h3>
          <ClippedText text={message} />
        </h3>
        {why !== "" && (
          <p>
            <ClippedText text={why} />
          </p>
        )}
        {remedy !== "" && (
          <p class="finding-remedy">
            <Icon name="lightbulb" />
            <span>
              <span class="unseen">What to do: </span>
              <ClippedText text={remedy} />
            </span>
          </p>
        )}
        {instead.length > 0 && (
          <p>
            Instead:{" "}
            {instead.map((name, index) => (
              <span key={name}>
                {index > 0 && ", "}
                <code>
                  <ClippedText text={name} />
                </code>
              </span>
            ))}
          </p>
        )}
        <CallSites finding={finding} calls={calls} channel={channel} />
        <FindingLinks finding={finding} channel={channel} go={go} />
      </div>
    </article>
  );
}

/** More are counted: who sees a hundred does not need the rest to begin. */
const mostSites = 20;

function CallSites({ finding, calls, channel }: Omit<FindingProps, "go">) {
  const name = finding.import?.name;
  const sites = name === undefined ? undefined : calls.get(name);
  if (name === undefined || sites === undefined || sites.length === 0) return null;
  return (
    <div class="finding-sites">
      Called from
      <ul>
        {sites.slice(0, mostSites).map((site, index) => (
          <li key={`${site.file} ${site.line} ${index}`}>
            <button type="button" class="link" onClick={() => channel.post({ kind: "goTo", name, index })}>
              <ClippedText text={siteText(site)} />
            </button>
          </li>
        ))}
      </ul>
      {sites.length > mostSites && <span class="faint">and {sites.length - mostSites} more</span>}
    </div>
  );
}

function FindingLinks({ finding, channel, go }: Omit<FindingProps, "calls">) {
  const { import: imported, section, page, rule } = finding;
  return (
    <p class="finding-links">
      {go !== undefined && imported !== undefined && (
        <button
          type="button"
          class="link"
          title={clippedText(imported.module)}
          onClick={() => go({ tab: "imports", module: imported.module, name: imported.name })}
        >
          Show the import
        </button>
      )}
      {go !== undefined && section !== undefined && (
        <button type="button" class="link" onClick={() => go({ tab: "sections", section })}>
          Show the section
        </button>
      )}
      {page !== undefined && (
        <button
          type="button"
          class="link"
          title={clippedText(page)}
          onClick={() => channel.post({ kind: "openPage", address: page })}
        >
          Read more
        </button>
      )}
      <span class="faint finding-rule">
        <ClippedText text={rule} />
      </span>
    </p>
  );
}
