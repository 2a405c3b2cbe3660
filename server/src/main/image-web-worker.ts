/** The worker that reads one image where there is no Node: VS Code in a browser. */
import { SourceError } from "../binary/source.ts";
import { loadFacts } from "../facts/index.ts";
import { serve } from "../image/serve.ts";
import type { WorkerCall, WorkerMessage } from "../lanes/messages.ts";

/** What is used of a dedicated worker's scope; this compilation has Node's types and not the DOM's. */
interface Scope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: WorkerMessage): void;
}
const scope = globalThis as unknown as Scope;

const openFile = (path: string): never => {
  throw new SourceError(`${path} cannot be read here.`);
};
const answer = serve({ facts: loadFacts(), openFile }, (message) => scope.postMessage(message));
scope.onmessage = ({ data }) => answer(data as WorkerCall);
