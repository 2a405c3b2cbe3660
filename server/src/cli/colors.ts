/** The few colours of the terminal output, by meaning. */
import pico from "picocolors";
import type { StepState } from "../engine/reading/sqlite-profile/step.ts";
import type { Severity } from "../rules/finding.ts";

type Paint = (text: string) => string;

export interface Colors {
  readonly severity: Readonly<Record<Severity, Paint>>;
  /** Of a checklist's step. */
  readonly state: Readonly<Record<StepState, Paint>>;
  readonly strong: Paint;
  readonly dim: Paint;
  readonly code: Paint;
}

/** `mode` is "never" wherever the output is no terminal: no escape sequence is written then. */
export function colors(mode: "always" | "never"): Colors {
  const paint = pico.createColors(mode === "always");
  return {
    severity: {
      error: (text) => paint.bold(paint.red(text)),
      warning: (text) => paint.bold(paint.yellow(text)),
      hint: (text) => paint.bold(paint.cyan(text)),
    },
    state: {
      done: (text) => paint.green(text),
      wrong: (text) => paint.bold(paint.red(text)),
      missing: (text) => paint.bold(paint.yellow(text)),
      unknown: (text) => paint.cyan(text),
    },
    strong: (text) => paint.bold(text),
    dim: (text) => paint.dim(text),
    code: (text) => paint.cyan(text),
  };
}
