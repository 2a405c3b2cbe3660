/** The rows of what is chosen, or why there are none to show. */
import { useRef } from "preact/hooks";
import { Button } from "../../parts/elements.ts";
import { EmptyState } from "../../parts/states.tsx";
import { ValueText } from "../../parts/value-text.tsx";
import type { Destination, TabProps } from "../tabs.ts";
import { TableView } from "./table-view.tsx";

export function DataTab(props: TabProps) {
  const { object, catalog, destination, go } = props;
  /** Somebody is sent to a row once, and not each time he comes back to its table. */
  const arrived = useRef<Destination | undefined>(undefined);
  if (object === undefined) {
    return (
      <EmptyState icon="database" title={catalog.length === 0 ? "The database has no tables yet" : "Nothing is chosen"}>
        <p class="state-text">
          {catalog.length === 0 ? "Its schema is empty." : "Choose a table or a view to see its rows."}
        </p>
      </EmptyState>
    );
  }
  const { kind, name, table, problem } = object;
  if (kind === "index" || kind === "trigger") {
    return (
      <EmptyState
        icon={kind === "index" ? "list-ordered" : "zap"}
        title={`${kind === "index" ? "An index" : "A trigger"} has no rows of its own`}
      >
        <p class="state-text">
          <ValueText text={name} /> belongs to <ValueText text={table} />.
        </p>
        <div class="state-actions">
          <Button icon="table" onPress={() => go({ tab: "data", object: table })}>
            Show the rows of its table
          </Button>
          <Button isSecondary icon="symbol-structure" onPress={() => go({ tab: "schema", object: name })}>
            Show in schema
          </Button>
        </div>
      </EmptyState>
    );
  }
  if (problem !== undefined) {
    return (
      <EmptyState icon="warning" title="Its rows cannot be shown">
        <p class="state-text">
          <ValueText text={name} />: <ValueText text={problem} />
        </p>
        <Button isSecondary icon="symbol-structure" onPress={() => go({ tab: "schema", object: name })}>
          Show in schema
        </Button>
      </EmptyState>
    );
  }
  const isSent = destination?.tab === "data" && destination.object === name && destination.rowid !== undefined;
  return (
    <TableView
      key={`${kind} ${name}`}
      {...props}
      object={object}
      rowid={isSent && arrived.current !== destination ? destination.rowid : undefined}
      onArrived={() => {
        arrived.current = destination;
      }}
    />
  );
}
