/** `driverlens decode`: what values of crashes, logs and sources mean, at a terminal or as JSON. */

import type { Weighed } from "../engine/decode/decode.ts";
import type { DecodingKind } from "../engine/decode/decoding.ts";
import { decodeText, type FoundValue } from "../engine/decode/scan.ts";
import { plainText, sentence, type Text } from "../engine/reading/hover/card.ts";
import type { Facts } from "../facts/index.ts";
import { harmless } from "./cells.ts";
import type { Colors } from "./colors.ts";
import { wrap } from "./wrap.ts";

export interface DecodeInput {
  /** A value, or a text with values in it. */
  readonly text: string;
  /** How messages call it. */
  readonly name: string;
}

export interface DecodeSettings {
  readonly as: DecodingKind | undefined;
  readonly format: "text" | "json";
  readonly colors: Colors;
  /** Terminal columns. */
  readonly width: number;
  /** Of the program. */
  readonly version: string;
}

export interface DecodeOutput {
  /** Ends with a newline, or is empty. */
  readonly stdout: string;
  readonly stderr: string;
  /** 1 where nothing is known of one of the inputs. */
  readonly exitCode: 0 | 1;
}

export function decode(inputs: readonly DecodeInput[], facts: Facts, settings: DecodeSettings): DecodeOutput {
  const results = inputs.map((input) => ({ input, found: decodeText(input.text, facts, settings.as) }));
  const unknown = results.filter(({ found }) => found.length === 0);
  const found = results.flatMap((result) => result.found);
  return {
    stdout: settings.format === "json" ? json(results, settings.version) : blocks(found, settings),
    stderr: unknown.map(({ input }) => `driverlens: ${unknownText(input, settings.as)}\n`).join(""),
    exitCode: unknown.length > 0 ? 1 : 0,
  };
}

function unknownText({ text, name }: DecodeInput, as: DecodingKind | undefined): string {
  const shown = harmless(name.length > 80 ? `${name.slice(0, 80)}…` : name);
  if (as !== undefined) return `${shown} is no ${as} that is known`;
  const hint = /^(?:IOCTL|FSCTL)_\w+$/i.test(text.trim())
    ? ": it is not one of the system's; give its number, or its CTL_CODE(...) in quotes"
    : "";
  return `nothing is known of ${shown}${hint}`;
}

function blocks(found: readonly FoundValue[], settings: DecodeSettings): string {
  return found.map((value) => `${block(value, settings).join("\n")}\n`).join("\n");
}

/** What is likely in full, what is merely possible in a line each. */
function block({ text, decodings: [best, ...others] }: FoundValue, settings: DecodeSettings): string[] {
  const { colors } = settings;
  const title = best.card.title;
  const written = harmless(text);
  const head = sameText(written, title) ? colors.strong(title) : `${written} ${colors.strong(title)}`;
  const rest = others.map((other) => [other, other.likelihood === "likely"] as const);
  return [
    head,
    ...details(best, settings),
    ...rest.flatMap(([other, isLikely]) =>
      isLikely ? [colors.strong(`or ${other.card.title}`), ...details(other, settings)] : [],
    ),
    ...rest.flatMap(([other, isLikely]) => (isLikely ? [] : possible(other, settings))),
  ];
}

const sameText = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase();

function details({ card }: Weighed, { width }: DecodeSettings): string[] {
  return [
    ...wrap(line(card.summary), width, "  ", "  "),
    ...card.facts.flatMap((fact) => wrap(line(fact), width, "  - ", "    ")),
  ];
}

function possible({ card }: Weighed, { colors, width }: DecodeSettings): string[] {
  return wrap(`${card.title}: ${line(card.summary)}`, width, "  perhaps ", "    ").map(colors.dim);
}

const line = (text: Text): string => harmless(plainText(sentence(text)));

/** Raised when a field is removed or changes its meaning; new fields may come without that. */
const jsonVersion = 1;

function json(results: readonly { input: DecodeInput; found: readonly FoundValue[] }[], version: string): string {
  const inputs = results.map(({ input, found }) => ({
    input: input.text === "" || input.name === "standard input" ? "-" : input.text,
    values: found.map(({ text, decodings }) => ({ text, decodings: decodings.map(jsonDecoding) })),
  }));
  return `${JSON.stringify({ version: jsonVersion, tool: { name: "driverlens", version }, inputs }, undefined, 2)}\n`;
}

function jsonDecoding({ kind, likelihood, value, name, card, fields }: Weighed): object {
  return {
    kind,
    likelihood,
    name: name ?? null,
    value,
    summary: plainText(card.summary),
    details: card.facts.map((fact) => plainText(sentence(fact))),
    fields,
  };
}
