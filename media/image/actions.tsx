/** What may be done with an image, in a row of buttons. */
import { useState } from "preact/hooks";
import type { ImageReport } from "../../server/src/image/report.ts";
import { Menu } from "../parts/menu.tsx";
import { Toolbar, ToolbarButton } from "../parts/toolbar.tsx";
import type { Channel } from "./channel.ts";
import { reportText } from "./report/report-text.ts";

export interface ActionsProps {
  readonly name: string;
  readonly report: ImageReport;
  readonly channel: Channel;
}

export function Actions({ name, report, channel }: ActionsProps) {
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number }>();
  const copy = (text: string): void => channel.post({ kind: "copy", text });
  return (
    <div class="image-actions">
      <Toolbar label="What may be done with the image">
        <ToolbarButton
          icon="diff"
          label="Compare with another image…"
          text="Compare"
          onPress={() => channel.post({ kind: "compare" })}
        />
        {report.format === "elf" && (
          <ToolbarButton
            icon="key"
            label="Hold imports against a Module.symvers…"
            text="Module.symvers"
            onPress={() => channel.post({ kind: "chooseSymvers" })}
          />
        )}
        {report.format !== "elf" && report.isKernel && (
          <ToolbarButton
            icon="target"
            label="Choose the Windows that the driver is for…"
            text="Target Windows"
            onPress={() => channel.post({ kind: "chooseTarget" })}
          />
        )}
        {report.format === "pe" && report.isKernel && (
          <ToolbarButton
            icon="debug-console"
            label="Write a script for WinDbg…"
            text="Debugger Script"
            onPress={() => channel.post({ kind: "script" })}
          />
        )}
        <ToolbarButton
          icon="copy"
          label="Copy what is told of the image…"
          onPress={(button) => {
            const { left, bottom } = button.getBoundingClientRect();
            setMenuAt({ x: left, y: bottom });
          }}
        />
        <ToolbarButton icon="refresh" label="Read the file again" onPress={() => channel.post({ kind: "reopen" })} />
      </Toolbar>
      {menuAt !== undefined && (
        <Menu
          label="Copy what is told of the image"
          at={menuAt}
          onClose={() => setMenuAt(undefined)}
          items={[
            { label: "Copy as Text", icon: "list-flat", run: () => copy(reportText(name, report)) },
            { label: "Copy as JSON", icon: "json", run: () => copy(JSON.stringify(report, undefined, 2)) },
          ]}
        />
      )}
    </div>
  );
}
