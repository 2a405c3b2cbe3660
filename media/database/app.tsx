/** The inspector: what there is on the left, the tabs on the right, what the file is below. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import * as v from "valibot";
import type { CatalogObject } from "../../server/src/database/protocol.ts";
import { type KeptHost, keptIn, useKept, within } from "../page/kept.ts";
import { useNarrow } from "../page/use-narrow.ts";
import { Button } from "../parts/elements.ts";
import { Splitter } from "../parts/splitter.tsx";
import { Advices, ErrorState, Skeleton } from "../parts/states.tsx";
import { TabList } from "../parts/tab-list.tsx";
import { ToolbarButton } from "../parts/toolbar.tsx";
import type { Channel } from "./channel.ts";
import { useAnswer } from "./channel.ts";
import { FileLine, FileNotes } from "./file-line.tsx";
import { ObjectTree } from "./objects/object-tree.tsx";
import { type Destination, type TabId, tabs } from "./tabs.ts";

export interface AppProps {
  readonly channel: Channel;
  readonly kept: KeptHost;
}

interface Opened {
  readonly name: string;
  readonly isTrusted: boolean;
  readonly history: readonly string[];
}

/** Of the objects' pane, in pixels. */
const sideWidth = { least: 120, initial: 240, most: 600 };

export function App(props: AppProps) {
  return (
    <Advices.Provider value={advices}>
      <Inspector {...props} />
    </Advices.Provider>
  );
}

const advices = {
  time: "Fewer filters or another order may need less work.",
  memory: "Fewer columns or rows at a time need less.",
};

function Inspector({ channel, kept: keptHost }: AppProps) {
  const kept = useMemo(() => keptIn(keptHost), [keptHost]);
  const [opened, setOpened] = useState<Opened>();
  const [revision, setRevision] = useState(0);
  const [active, activate] = useKept<TabId>(kept, "tab", v.picklist(tabs.map(({ id }) => id)), "data");
  const [shown, setShown] = useState<ReadonlySet<TabId>>(new Set([active]));
  const [chosenKey, choose] = useKept(kept, "object", v.string(), "");
  const [width, setWidth] = useKept(kept, "sideWidth", v.number(), sideWidth.initial);
  const [isSideOpen, setSideOpen] = useKept(kept, "isSideOpen", v.boolean(), true);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const [destination, setDestination] = useState<Destination>();
  const isNarrow = useNarrow();

  useEffect(() => {
    const end = channel.listen((message) => {
      if (message.kind === "opened") setOpened(message);
      else setRevision((last) => last + 1);
    });
    channel.post({ kind: "ready" });
    return end;
  }, [channel]);

  const catalogAnswer = useAnswer(channel, "catalog", {}, { isActive: opened !== undefined, revision });
  const overview = useAnswer(channel, "overview", {}, { isActive: opened !== undefined, revision }).result;
  const catalog = catalogAnswer.result ?? noObjects;
  const chosen = useMemo(() => chosenOf(catalog, chosenKey), [catalog, chosenKey]);

  // What is shown before anybody has chosen stays, whatever tables come to be.
  useEffect(() => {
    if (chosenKey === "" && chosen !== undefined) choose(keyOf(chosen));
  }, [chosenKey, chosen]);

  const show = (id: TabId): void => {
    activate(id);
    setShown((last) => new Set([...last, id]));
  };
  const go = (to: Destination): void => {
    const name = "object" in to ? to.object : undefined;
    const object = catalog.find((one) => one.name === name && one.kind !== "trigger");
    if (object !== undefined) choose(keyOf(object));
    setDestination({ ...to });
    show(to.tab);
  };
  const stable = useRef(go);
  stable.current = go;
  const going = useMemo(() => (to: Destination) => stable.current(to), []);

  const isSideShown = isNarrow ? isDrawerOpen : isSideOpen;
  const toggle = (): void => (isNarrow ? setDrawerOpen(!isDrawerOpen) : setSideOpen(!isSideOpen));
  return (
    <div class={isNarrow ? "app app-narrow" : "app"}>
      <div class="app-body">
        {isSideShown && (
          <ObjectTree
            {...{ channel, catalog, chosen, go: going }}
            isLoading={catalogAnswer.result === undefined && catalogAnswer.error === undefined}
            kept={within(kept, "objects")}
            width={isNarrow ? undefined : width}
            onChoose={(object) => {
              choose(keyOf(object));
              setDrawerOpen(false);
            }}
            onClose={isNarrow ? () => setDrawerOpen(false) : undefined}
          />
        )}
        {isSideShown && !isNarrow && (
          <Splitter {...sideWidth} label="Width of the objects" line="vertical" size={width} onSize={setWidth} />
        )}
        <main class="app-main" inert={isNarrow && isDrawerOpen}>
          <div class="app-head">
            <ToolbarButton
              icon={isSideShown ? "layout-sidebar-left" : "layout-sidebar-left-off"}
              label={isSideShown ? "Hide the objects" : "Show the objects"}
              onPress={toggle}
            />
            <TabList label="Views of the database" tabs={tabs} active={active} onActivate={show} />
            <ToolbarButton
              icon="refresh"
              label="Read the file again"
              onPress={() => channel.post({ kind: "reopen" })}
            />
          </div>
          <FileNotes overview={overview} />
          {catalogAnswer.error !== undefined && needsCatalog.has(active) && (
            <ErrorState what="The schema" error={catalogAnswer.error} onRetry={catalogAnswer.retry}>
              <Button isSecondary onPress={() => channel.post({ kind: "openWith" })}>
                Open with another editor
              </Button>
            </ErrorState>
          )}
          {tabs.map(({ id, component: Component }) => (
            <section
              key={id}
              id={`panel-${id}`}
              class="panel"
              role="tabpanel"
              aria-labelledby={`tab-${id}`}
              hidden={id !== active || (needsCatalog.has(id) && catalogAnswer.error !== undefined)}
            >
              {needsCatalog.has(id) && catalogAnswer.result === undefined ? (
                <Skeleton rows={12} label="Reading the schema" />
              ) : (
                (shown.has(id) || id === active) && (
                  <Component
                    {...{ channel, catalog, revision }}
                    isTrusted={opened?.isTrusted ?? false}
                    history={opened?.history ?? noHistory}
                    nonce={document.body.dataset.nonce ?? ""}
                    go={going}
                    object={chosen}
                    isActive={id === active}
                    kept={within(kept, id)}
                    destination={destination?.tab === id ? destination : undefined}
                  />
                )
              )}
            </section>
          ))}
        </main>
      </div>
      <FileLine name={opened?.name} overview={overview} />
    </div>
  );
}

const noObjects: readonly CatalogObject[] = [];
const noHistory: readonly string[] = [];

/** A damaged schema leaves the others what they are. */
const needsCatalog: ReadonlySet<TabId> = new Set<TabId>(["data", "schema"]);

/** A trigger may have the name of a table. */
const keyOf = ({ kind, name }: CatalogObject): string => `${kind} ${name}`;

/** What was chosen last, or the first that people would look at. */
function chosenOf(catalog: readonly CatalogObject[], key: string): CatalogObject | undefined {
  const ordinary = catalog.filter(({ isInternal, problem }) => !isInternal && problem === undefined);
  return (
    catalog.find((object) => keyOf(object) === key) ??
    ordinary.find(({ kind }) => kind === "table") ??
    ordinary.find(({ kind }) => kind === "view" || kind === "virtual table") ??
    catalog[0]
  );
}
