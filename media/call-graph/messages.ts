/** What the picture of a call graph and the extension that shows it say to each other. */
import type { CallGraph } from "../../server/src/lsp/protocol.ts";

export type ToPicture =
  | {
      readonly kind: "graph";
      /** A document of the driver, by which it is asked for again when the window is. */
      readonly uri: string;
      readonly graph: CallGraph;
      /** Where a person was when asking for the picture: the function there is selected. */
      readonly at?: { readonly uri: string; readonly line: number };
    }
  /** Why there is nothing to show, or nothing newer. */
  | { readonly kind: "note"; readonly text: string };

export type FromPicture =
  /** It listens now. */
  | { readonly kind: "ready" }
  /** A function's source is wanted. Line and character from 0. */
  | { readonly kind: "open"; readonly uri: string; readonly line: number; readonly character: number };
