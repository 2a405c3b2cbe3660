/** A function of the Linux kernel, or of the C library that a module does not have: whether it may sleep, what to call. */
import type { LinuxContext } from "../../facts/index.ts";
import { anyOf, type Card, say, type Text } from "./card.ts";
import { isUse, type Question } from "./question.ts";

export function linuxFunction(question: Question): Card | undefined {
  const name = isUse(question) ? question.systemName : undefined;
  if (name === undefined) {
    return undefined;
  }
  const rows = question.context.facts.linuxContext(name).filter(({ kind }) => kind !== "registration-field");
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

function callLines({ maySleep, atomicOk, effect, pairs, note }: LinuxContext): readonly Text[] {
  const lines: Text[] = [];
  if (maySleep === "gfp-dependent") {
    lines.push(say`Sleeps if its gfp flags allow it: ${"GFP_KERNEL"} does, ${"GFP_ATOMIC"} does not`);
  } else if (maySleep === "yes" || atomicOk === "no") {
    const why = maySleep === "yes" ? "May sleep" : "Not for atomic context";
    lines.push([`${why}: not in interrupt handlers, under a spin lock or with preemption off`]);
  } else if (maySleep === "no" && atomicOk === "yes") {
    lines.push(["Does not sleep: may be called in atomic context"]);
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
  if (note !== undefined && !/parameter \d/.test(note)) {
    lines.push([note]);
  }
  return lines;
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
