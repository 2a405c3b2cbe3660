/** The page of one image: what it is in a line above, what may be looked at in tabs below. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import * as v from "valibot";
import type { ImageComparison } from "../../server/src/image/report.ts";
import { type KeptHost, keptIn, useKept, within } from "../page/kept.ts";
import { useNarrow } from "../page/use-narrow.ts";
import { Button } from "../parts/elements.ts";
import { numberText } from "../parts/numbers.ts";
import { Advices, ErrorState, Skeleton } from "../parts/states.tsx";
import { TabList } from "../parts/tab-list.tsx";
import { Actions } from "./actions.tsx";
import { type Calls, callsOf, noCalls } from "./calls.ts";
import { type Channel, useAnswer } from "./channel.ts";
import { ComparisonView } from "./comparison/comparison-view.tsx";
import { Head } from "./head.tsx";
import { type Destination, type TabId, tabs } from "./tabs.ts";

export interface AppProps {
  readonly channel: Channel;
  readonly kept: KeptHost;
}

export function App(props: AppProps) {
  return (
    <Advices.Provider value={advices}>
      <ImagePage {...props} />
    </Advices.Provider>
  );
}

const advices = {
  file: "Where it is being built just now, try again in a moment.",
  internal: "What reads the file was started anew; the file is as it was.",
};

function ImagePage({ channel, kept: keptHost }: AppProps) {
  const kept = useMemo(() => keptIn(keptHost), [keptHost]);
  const [name, setName] = useState<string>();
  const [revision, setRevision] = useState(0);
  const [comparison, setComparison] = useState<ImageComparison>();
  const [calls, setCalls] = useState<Calls>(noCalls);
  const [chosen, choose] = useKept<TabId>(kept, "tab", v.picklist(tabs.map(({ id }) => id)), "overview");
  const [shown, setShown] = useState<ReadonlySet<TabId>>(new Set([chosen]));
  const [destination, setDestination] = useState<Destination>();
  const isNarrow = useNarrow();

  const show = (id: TabId): void => {
    choose(id);
    setShown((last) => new Set([...last, id]));
  };
  const go = (to: Destination): void => {
    setDestination({ ...to });
    show(to.tab);
  };
  const stable = useRef(go);
  stable.current = go;
  const going = useMemo(() => (to: Destination) => stable.current(to), []);

  useEffect(() => {
    const end = channel.listen((message) => {
      if (message.kind === "opened") setName(message.name);
      else if (message.kind === "comparison") setComparison(message.comparison);
      else if (message.kind === "calls") setCalls(callsOf(message));
      else if (message.kind === "showImport") going({ tab: "imports", name: message.name });
      else if (message.kind === "changed") setRevision((last) => last + 1);
    });
    channel.post({ kind: "ready" });
    return end;
  }, [channel]);

  const answer = useAnswer(channel, "report", none, {
    isActive: name !== undefined && comparison === undefined,
    revision,
  });
  const report = answer.error === undefined ? answer.result : undefined;

  const offered = tabs.filter(({ isFor }) => report === undefined || isFor === undefined || isFor(report));
  // What was in front may be none of what the image has when it is built anew.
  const active = offered.some(({ id }) => id === chosen) ? chosen : "overview";
  const listed = offered.map(({ id, title, icon, count }) => ({
    ...{ id, title, icon },
    count: report === undefined || count === undefined ? undefined : numberText(count(report)),
  }));

  if (comparison !== undefined) {
    return <ComparisonView {...{ comparison, channel }} kept={within(kept, "comparison")} />;
  }
  return (
    <div class={isNarrow ? "app app-narrow" : "app"}>
      <Head {...{ name, report }} onFindings={() => show("overview")} />
      {answer.error !== undefined ? (
        <ErrorState
          what="The image"
          error={answer.error}
          onRetry={() => {
            channel.post({ kind: "reopen" });
            answer.retry();
          }}
        >
          <Button isSecondary onPress={() => channel.post({ kind: "openWith" })}>
            Open with another editor
          </Button>
        </ErrorState>
      ) : report === undefined ? (
        <Skeleton rows={12} label="Reading the image" />
      ) : (
        <main class="app-main">
          <div class="app-head">
            <TabList label="Views of the image" tabs={listed} active={active} onActivate={show} />
            <Actions name={name ?? ""} {...{ report, channel }} />
          </div>
          {offered.map(({ id, component: Component }) => (
            <section
              key={id}
              id={`panel-${id}`}
              class="panel"
              role="tabpanel"
              aria-labelledby={`tab-${id}`}
              hidden={id !== active}
            >
              {(shown.has(id) || id === active) && (
                <Component
                  {...{ channel, report, calls, revision }}
                  name={name ?? ""}
                  isActive={id === active}
                  kept={within(kept, id)}
                  go={going}
                  destination={destination?.tab === id ? destination : undefined}
                />
              )}
            </section>
          ))}
        </main>
      )}
    </div>
  );
}

const none = {};
