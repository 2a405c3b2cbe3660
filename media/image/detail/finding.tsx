/** One finding: what is wrong, why it matters, what to do, what to call instead, and which calls cause it. */
import type { ComponentChildren } from "preact";
import type { ImageFinding } from "../../../server/src/image/report.ts";
import { ClippedText } from "../../parts/clipped-text.tsx";
import { Icon } from "../../parts/icon.tsx";
import type { Calls } from "../calls.ts";
import type { Channel } from "../channel.ts";
import { severityLooks } from "../severity.ts";
import type { Destination } from "../tabs.ts";
import { CallSites, FindingLinks, Instead } from "./finding-parts.tsx";

export interface FindingProps {
  readonly finding: ImageFinding;
  readonly calls: Calls;
  readonly channel: Channel;
  /** Undefined where the finding is shown at what it is about. */
  readonly go?: ((to: Destination) => void) | undefined;
}

export function Finding({ finding, calls, channel, go }: FindingProps) {
  return (
    <FindingFrame finding={finding}>
      {finding.instead.length > 0 && (
        <p>
          <Instead names={finding.instead} />
        </p>
      )}
      <CallSites name={finding.import?.name} {...{ calls, channel }} />
      <FindingLinks {...{ finding, channel, go }} />
    </FindingFrame>
  );
}

export interface FindingFrameProps {
  readonly finding: ImageFinding;
  /** Behind the message. */
  readonly more?: string;
  readonly children: ComponentChildren;
}

/** What all that are alike have in common, above what each has of its own. */
export function FindingFrame({ finding, more, children }: FindingFrameProps) {
  const { severity, message, why, remedy } = finding;
  const { icon, word } = severityLooks[severity];
  return (
    <article class={`finding is-${severity}`}>
      <span class="finding-severity">
        <Icon name={icon} /> {word}
      </span>
      <div class="finding-text">
        <h3>
          <ClippedText text={message} />
          {more}
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
        {children}
      </div>
    </article>
  );
}
