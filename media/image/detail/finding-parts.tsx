/** Pieces of what is said of a finding: what to call instead, who calls it, and where more is to be seen. */
import type { ImageFinding } from "../../../server/src/image/report.ts";
import { ClippedText, clippedText } from "../../parts/clipped-text.tsx";
import { type Calls, siteText } from "../calls.ts";
import type { Channel } from "../channel.ts";
import type { Destination } from "../tabs.ts";

/** "Instead: ExAllocatePool2, ExFreePoolWithTag"; nothing where nothing is known. */
export function Instead({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <>
      Instead:{" "}
      {names.map((name, index) => (
        <span key={index}>
          {index > 0 && ", "}
          <code>
            <ClippedText text={name} />
          </code>
        </span>
      ))}
    </>
  );
}

/** More are counted: who sees twenty does not need the rest to begin. */
const mostSites = 20;

export interface CallSitesProps {
  /** Of an import; undefined of what is none. */
  readonly name: string | undefined;
  readonly calls: Calls;
  readonly channel: Channel;
}

export function CallSites({ name, calls, channel }: CallSitesProps) {
  const sites = name === undefined ? undefined : calls.get(name);
  if (name === undefined || sites === undefined || sites.length === 0) return null;
  return (
    <div class="finding-sites">
      Called from
      <ul>
        {sites.slice(0, mostSites).map((site, index) => (
          <li key={index}>
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

export interface FindingLinksProps {
  readonly finding: ImageFinding;
  readonly channel: Channel;
  /** Undefined where the finding is shown at what it is about, or that is linked otherwise. */
  readonly go: ((to: Destination) => void) | undefined;
}

export function FindingLinks({ finding, channel, go }: FindingLinksProps) {
  const { import: imported, section, page, rule } = finding;
  return (
    <p class="finding-links">
      {go !== undefined && imported !== undefined && (
        <button
          type="button"
          class="link"
          title={clippedText(imported.module)}
          onClick={() => go({ tab: "imports", ...imported })}
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
      <button
        type="button"
        class="link finding-rule"
        title="Explain the rule"
        onClick={() => channel.post({ kind: "openPage", address: rule })}
      >
        <ClippedText text={rule} />
      </button>
    </p>
  );
}
