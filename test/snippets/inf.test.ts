/**
 * Every snippet for INF files, with what it says where nobody changes a placeholder, and with each of its choices,
 * in a whole file: driverlens has nothing to say about it, all that it names is there, and all that is there is named.
 */
import { describe, expect, it } from "vitest";
import { parseInf } from "../../server/src/syntax/inf/parser.ts";
import { choicesIn } from "../../server/tools/snippets.ts";
import { checkText } from "../support/engine.ts";
import { type SnippetSource, snippetsOf, sourceWith } from "./sources.ts";

/** Sections that setup looks for by itself, and those whose names follow from others'. */
const wellKnown =
  /^(?:version|destinationdirs|sourcedisksnames|sourcedisksfiles|manufacturer|strings(?:\.[\da-f]{4})?|defaultinstall\..*|.*\.nt(?:amd64|arm64)?(?:\.\w+)?|.*\.nt(?:amd64|arm64)\.10\.0.*)$/;

const snippets = snippetsOf("inf");

/** A file for each choice that the snippet leaves, the first of each placeholder together, the second, and so on. */
const variantsOf = (snippet: SnippetSource): readonly string[] =>
  Array.from({ length: choicesIn(snippet.body) }, (_, choice) => sourceWith(snippet, "", choice));

const findingsIn = (text: string): readonly string[] =>
  checkText(text, { path: "driver.inf" }).map(({ rule, message }) => `${rule}: ${message}`);

describe("snippets for INF files", () => {
  it.each(snippets)("driverlens has nothing to say about $prefix", (snippet) => {
    for (const text of variantsOf(snippet)) {
      expect(findingsIn(text)).toEqual([]);
    }
  });

  it("driverlens would have something to say about a mistake", () => {
    const [text = ""] = snippets.filter(({ name }) => name === "device-service").flatMap(variantsOf);
    expect(findingsIn(text.replace(/^AddService .*,/m, "$&No"))).toEqual([
      expect.stringContaining("inf-unknown-section"),
    ]);
  });

  const variants = snippets.flatMap((snippet) =>
    variantsOf(snippet).map((text, choice) => ({ prefix: snippet.prefix, choice, text })),
  );
  it.each(variants)("$prefix names what is there, once, with choice $choice", ({ text }) => {
    const { sections } = parseInf(text);
    const names = sections.map(({ name }) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);

    const entries = sections.flatMap((section) => section.entries);
    const used = entries.flatMap(({ key, values }) => [key, ...values].flatMap((value) => value?.tokens ?? []));
    const strings = sections.filter(({ name }) => name === "Strings").flatMap((section) => section.entries);
    const defined = new Set(["13", ...strings.map(({ key }) => key?.text)]);
    expect(used.map(({ name }) => name).filter((name) => !defined.has(name))).toEqual([]);

    // A value that is a section's name, or its models' one.
    const named = new Set(entries.flatMap(({ values }) => values.map(({ text }) => text.toLowerCase())));
    expect(names.filter((name) => !wellKnown.test(name) && !named.has(name))).toEqual([]);
    const suffixed = names.flatMap((name) => /^(.*)\.nt(?:\.\w+)?$/.exec(name)?.[1] ?? []);
    expect(suffixed.filter((name) => !named.has(name))).toEqual([]);
    const sectionsAskedFor =
      /_(?:files|service|eventlog|events|filter|interface|security|settings|parameters|messages|wdf)$/;
    expect([...named].filter((name) => sectionsAskedFor.test(name) && !names.includes(name))).toEqual([]);
  });
});
