/** A function of the Linux kernel, or of the C library that a module does not have: whether it may sleep, what to call. */
import type { LinuxContext } from "../../../facts/index.ts";
import { anyOf, type Card, say, type Text } from "./card.ts";
import { isUse, type Question } from "./question.ts";

export function linuxFunction(question: Question): Card | undefined {
  const name = isUse(question) ? question.systemName : undefined;
  if (name === undefined) {
    return undefined;
  }
  const rows = question.context.facts
    .linuxContext(name)
    .filter(({ kind }) => kind === "function" || kind === "macro" || kind === "registration");
  const [first] = rows;
  if (first === undefined) {
    return libraryFunction(name, question);
  }
  const header = first.header === undefined ? [] : say` of ${`<${first.header}>`}`;
  return {
    title: name,
    summary: say`${[first.kind === "macro" ? "Kernel macro" : "Kernel function"]}${header}`,
    facts: rows.flatMap((row) => (row.kind === "registration" ? registrationLines(row) : callLines(row))),
  };
}

function callLines(row: LinuxContext): readonly Text[] {
  const { effect, pairs, note } = row;
  const lines: Text[] = [];
  // Notes that speak of parameters are for the analysis.
  const about = note === undefined || /parameter \d|lock of its own/.test(note) ? "" : ` (${note})`;
  const sleep = sleepText(row);
  if (sleep !== undefined) {
    lines.push([...sleep, about]);
  }
  const change = /^(enter|leave)_atomic:(\S+)(?: (.*))?$/.exec(effect ?? "");
  if (change !== null) {
    const what = (change[2] ?? "").replaceAll("_", " ").replaceAll("+", ", ");
    const when = change[3] === undefined ? "" : ` ${change[3]}`;
    lines.push([`${change[1] === "enter" ? "Enters" : "Leaves"} atomic context (${what})${when}`]);
  }
  if (pairs.length > 0) {
    lines.push(say`Goes with ${anyOf(pairs)}`);
  }
  return lines;
}

function sleepText({ maySleep, atomicOk }: LinuxContext): Text | undefined {
  if (maySleep === "gfp-dependent") {
    return say`Sleeps if its gfp flags allow it: ${"GFP_KERNEL"} does, ${"GFP_ATOMIC"} does not`;
  }
  if (maySleep === "yes") {
    return ["May sleep: not in interrupt handlers, under a spin lock or with preemption off"];
  }
  return atomicOk === "no"
    ? ["Not for atomic context"]
    : maySleep === "no" && atomicOk === "yes"
      ? ["Does not sleep: may be called in atomic context"]
      : undefined;
}

function registrationLines({ callbackParameter, callbackContext, maySleep, note }: LinuxContext): readonly Text[] {
  if (callbackContext === undefined) {
    return [];
  }
  const which = callbackParameter === undefined ? "The routine" : `The routine in parameter ${callbackParameter + 1}`;
  const sleep = maySleep === "yes" ? ", and may sleep" : maySleep === "no" ? ", and must not sleep" : "";
  return [[`${which} runs in this context: ${callbackContext}${sleep}`], ...(note === undefined ? [] : [[note]])];
}

function libraryFunction(name: string, { context: { facts, file } }: Question): Card | undefined {
  const api = facts.linuxUserSpace(name);
  // A common word may be the module's, unless the file says which function it means.
  if (api === undefined || (api.certainty === "low" && !file.includes.some(({ path }) => path === api.header))) {
    return undefined;
  }
  const { kernelEquivalents, note } = api;
  return {
    title: name,
    summary: say`C library function (${`<${api.header}>`}): a kernel module cannot call it`,
    facts: [
      ...(kernelEquivalents.length === 0 ? [] : [say`In the kernel: ${anyOf(kernelEquivalents)}`]),
      ...(note === undefined ? [] : [[note]]),
    ],
  };
}
