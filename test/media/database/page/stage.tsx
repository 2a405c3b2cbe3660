/** One tab of the inspector with answers that a test makes: for files of millions of pages, and for those that are damaged. */
import { render } from "preact";
import { useState } from "preact/hooks";
import type { Channel } from "../../../../media/database/channel.ts";
import { FitnessTab } from "../../../../media/database/fitness/fitness-tab.tsx";
import { PagesTab } from "../../../../media/database/pages/pages-tab.tsx";
import { PragmasTab } from "../../../../media/database/pragmas/pragmas-tab.tsx";
import type { Destination } from "../../../../media/database/tabs.ts";
import { AskError } from "../../../../media/page/channel.ts";
import { keptIn } from "../../../../media/page/kept.ts";
import type { FromPage, Method } from "../../../../server/src/database/protocol.ts";
import { syntheticMap } from "../pages/synthetic.ts";
import type { Probes, StageOptions } from "../support/stage-options.ts";

interface Scope {
  stage: StageOptions;
  posted: FromPage[];
  went: Destination[];
  probes: Probes;
  send(to: Destination): void;
}
const scope = globalThis as unknown as Scope;
scope.posted = [];
scope.went = [];
let answer = (): void => undefined;
const released = new Promise<void>((resolve) => {
  answer = resolve;
});
scope.probes = {
  answer: () => answer(),
  drawn: () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  elements: () => document.querySelectorAll("*").length,
  colorsAt(points) {
    const context = document.querySelector<HTMLCanvasElement>(".map-picture canvas")!.getContext("2d")!;
    return points.map(([x, y]) => context.getImageData(x, y, 1, 1).data.join());
  },
  colorOf(selector, property) {
    const context = new OffscreenCanvas(1, 1).getContext("2d")!;
    context.fillStyle = getComputedStyle(document.querySelector(selector)!).getPropertyValue(property);
    context.fillRect(0, 0, 1, 1);
    return Array.from(context.getImageData(0, 0, 1, 1).data.subarray(0, 3), (value) => value / 255);
  },
};

const { tab: id, map, answers = {}, isHeld = false } = scope.stage;
const known: { readonly [M in Method]?: unknown } = {
  ...(map === undefined ? {} : { pageMap: syntheticMap(map) }),
  ...answers,
};

const channel: Channel = {
  async ask(method, _params, options = {}) {
    const cancelled = new Promise<never>((_, reject) => {
      options.signal?.addEventListener("abort", () =>
        reject(new AskError({ code: "cancelled", message: "Cancelled." })),
      );
    });
    if (isHeld) {
      options.onProgress?.(0.25);
      await Promise.race([released, cancelled]);
    }
    if (!(method in known)) throw new AskError({ code: "internal", message: `no answer to ${method}` });
    return known[method] as never;
  },
  post: (message) => void scope.posted.push(message as FromPage),
  listen: () => () => undefined,
};

let state: unknown;
const kept = keptIn({
  getState: () => state,
  setState(next) {
    state = next;
  },
});
const Component = { pages: PagesTab, fitness: FitnessTab, pragmas: PragmasTab }[id];

function Stage() {
  const [destination, setDestination] = useState<Destination>();
  scope.send = setDestination;
  return (
    <main class="panel" style={{ blockSize: "100vh" }}>
      <Component
        {...{ channel, kept, destination, nonce: "", catalog: [], object: undefined, history: [] }}
        {...{ isActive: true, isTrusted: true, revision: 0 }}
        go={(to) => void scope.went.push(to)}
      />
    </main>
  );
}
render(<Stage />, document.body);
