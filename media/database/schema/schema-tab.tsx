/** The schema: the object that is chosen, all tables as a diagram, or the SQL of everything. */
import { useEffect, useMemo, useState } from "preact/hooks";
import * as v from "valibot";
import { useKept } from "../../page/kept.ts";
import { EmptyState } from "../../parts/states.tsx";
import { Toolbar, ToolbarButton } from "../../parts/toolbar.tsx";
import { CodeView } from "../code/code-view.tsx";
import type { TabProps } from "../tabs.ts";
import { DiagramView } from "./diagram/diagram-view.tsx";
import { ObjectView } from "./object-view.tsx";
import { scriptOf } from "./relations.ts";

const views = ["object", "diagram", "script"] as const;
type View = (typeof views)[number];

export function SchemaTab({ channel, catalog, object, isActive, nonce, kept, destination, go }: TabProps) {
  const [view, setView] = useKept<View>(kept, "view", v.picklist(views), "object");
  // Made when somebody first looks at it, and there from then on: it is laid out once.
  const [hasDiagram, setDiagram] = useState(view === "diagram");
  if (view === "diagram" && !hasDiagram) setDiagram(true);
  const script = useMemo(() => scriptOf(catalog), [catalog]);
  useEffect(() => {
    if (destination?.tab === "schema" && view === "script") setView("object");
  }, [destination]);
  const copy = (text: string): void => channel.post({ kind: "copy", text });
  const visit = (name: string): void => go({ tab: "schema", object: name });
  if (catalog.length === 0) return <EmptyState icon="database" title="There is nothing in this database yet" />;
  return (
    <div class="schema">
      <div class="schema-bar">
        <Toolbar label="Schema">
          <ToolbarButton
            icon="list-flat"
            text="Object"
            label="The object that is chosen"
            isPressed={view === "object"}
            onPress={() => setView("object")}
          />
          <ToolbarButton
            icon="type-hierarchy"
            text="Diagram"
            label="All tables and their foreign keys as a diagram"
            isPressed={view === "diagram"}
            onPress={() => setView("diagram")}
          />
          <ToolbarButton
            icon="code"
            text="SQL"
            label="The SQL of all objects"
            isPressed={view === "script"}
            onPress={() => setView("script")}
          />
          {view === "script" && (
            <ToolbarButton
              icon="copy"
              text="Copy all"
              label="Copy the SQL of all objects"
              onPress={() => copy(script)}
            />
          )}
        </Toolbar>
      </div>
      {view === "object" &&
        (object === undefined ? (
          <EmptyState icon="list-tree" title="Choose an object" />
        ) : (
          <ObjectView
            key={`${object.kind} ${object.name}`}
            {...{ catalog, object, nonce }}
            onGo={visit}
            onCopy={copy}
          />
        ))}
      {hasDiagram && (
        <div class="schema-diagram" hidden={view !== "diagram"}>
          <DiagramView
            {...{ catalog, object, kept }}
            isActive={isActive && view === "diagram"}
            onSelect={visit}
            onOpen={(name) => go({ tab: "data", object: name })}
          />
        </div>
      )}
      {view === "script" && <CodeView text={script} label="SQL of all objects" nonce={nonce} class="schema-script" />}
    </div>
  );
}
