/** The progress bar of long runs: one line on stderr that is drawn over itself, and gone at the end. */
import { harmless, widthOf } from "./cells.ts";
import { grouped } from "./words.ts";

export interface ProgressState {
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
  /** What is being done: a path or a word. */
  readonly label: string;
}

export interface ProgressOutput {
  write(text: string): void;
  /** Milliseconds from any fixed point. */
  now(): number;
  /** Columns of the terminal; undefined where stderr is none, and nothing is drawn. */
  readonly width: number | undefined;
}

export interface Progress {
  update(state: ProgressState): void;
  /** Takes the line away, so that what follows starts in a clean one. */
  finish(): void;
}

/** A run that is over sooner never shows a bar. */
const DELAY = 1000;
/** Redrawing more often would only cost time. */
const INTERVAL = 100;

/** A progress line over `output`; draws nothing where `width` is undefined. */
export function progress(output: ProgressOutput): Progress {
  const started = output.now();
  let drawn: number | undefined;
  return {
    update(state) {
      const now = output.now();
      if (output.width === undefined || now - started < DELAY) return;
      if (drawn !== undefined && now - drawn < INTERVAL) return;
      drawn = now;
      output.write(`\r\u001b[K${renderProgress(state, output.width)}`);
    },
    finish() {
      if (drawn !== undefined) output.write("\r\u001b[K");
      drawn = undefined;
    },
  };
}

/** The line itself: never wider than `width - 1` columns, as a full line would wrap. */
export function renderProgress({ done, total, label }: ProgressState, width: number): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
  const counts = total > 0 ? `${grouped(done)}/${grouped(total)}` : grouped(done);
  const percent = total > 0 ? `${String(Math.floor(share * 100)).padStart(3)} % ` : "";
  const room = Math.max(0, width - 1);
  const filled = Math.round(share * BAR);
  const bar = total > 0 && room >= 60 ? `[${"#".repeat(filled)}${".".repeat(BAR - filled)}] ` : "";
  const head = `${bar}${percent}${counts} `;
  return (head + tail(harmless(label), room - head.length)).trimEnd().slice(0, room);
}

const BAR = 20;

/** The end of a text, as the end of a path says more than its beginning. */
function tail(text: string, room: number): string {
  if (room <= 1) return "";
  if (widthOf(text) <= room) return text;
  let kept = "";
  for (const char of [...text].reverse()) {
    if (widthOf(kept) + widthOf(char) >= room) break;
    kept = char + kept;
  }
  return `…${kept}`;
}
