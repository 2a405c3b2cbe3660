/** What the image is, in a line, and what may be done with it. */
import type { ImageReport } from "../../server/src/image/report.ts";
import { ClippedText, clippedText } from "../parts/clipped-text.tsx";
import { Icon } from "../parts/icon.tsx";
import { bytesText, numberText } from "../parts/numbers.ts";
import { Toolbar, ToolbarButton } from "../parts/toolbar.tsx";
import type { Channel } from "./channel.ts";
import { countsOf, severityLooks } from "./severity.ts";

export interface HeadProps {
  readonly name: string | undefined;
  /** Undefined while it is read, and where it cannot be. */
  readonly report: ImageReport | undefined;
  readonly channel: Channel;
  /** No room for words on buttons. */
  readonly isNarrow: boolean;
  onFindings(): void;
}

export function Head({ name, report, channel, isNarrow, onFindings }: HeadProps) {
  return (
    <header class="image-head">
      <h1 class="image-name" title={name === undefined ? "" : clippedText(name)}>
        <Icon name="file-binary" /> <ClippedText text={name ?? ""} />
      </h1>
      {report !== undefined && (
        <>
          <span class="image-fact">{kindOf(report)}</span>
          <span class="image-fact" title={`${numberText(report.length)} bytes`}>
            {bytesText(report.length)}
          </span>
          {report.target !== undefined && (
            <span class="image-fact" title="Which Windows its imports are held against">
              for <ClippedText text={report.target} />
            </span>
          )}
          <button type="button" class="image-verdict" title="Show the findings" onClick={onFindings}>
            <Verdict report={report} />
          </button>
        </>
      )}
      <span class="grow" />
      <Actions {...{ report, channel, isNarrow }} />
    </header>
  );
}

const kindOf = ({ kind, machine }: ImageReport): string =>
  clippedText(kind.includes(machine) ? kind : `${kind}, ${machine}`);

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
      <Icon name="info" /> Not a kernel's: not judged
    </span>
  );
}

function Actions({ report, channel, isNarrow }: Pick<HeadProps, "report" | "channel" | "isNarrow">) {
  const words = (text: string) => (isNarrow ? {} : { text });
  return (
    <Toolbar label="What may be done with the image">
      <ToolbarButton
        icon="diff"
        label="Compare with another image…"
        {...words("Compare")}
        isDisabled={report === undefined}
        onPress={() => channel.post({ kind: "compare" })}
      />
      {report?.format === "elf" ? (
        <ToolbarButton
          icon="symbol-key"
          label="Hold imports against a Module.symvers…"
          {...words("Module.symvers")}
          onPress={() => channel.post({ kind: "chooseSymvers" })}
        />
      ) : (
        <ToolbarButton
          icon="target"
          label="Choose the Windows that the driver is for…"
          {...words("Target Windows")}
          isDisabled={report === undefined}
          onPress={() => channel.post({ kind: "chooseTarget" })}
        />
      )}
      <ToolbarButton
        icon="debug-console"
        label="Write a script for WinDbg…"
        {...words("Debugger Script")}
        isDisabled={report === undefined}
        onPress={() => channel.post({ kind: "script" })}
      />
      <ToolbarButton icon="refresh" label="Read the file again" onPress={() => channel.post({ kind: "reopen" })} />
    </Toolbar>
  );
}
