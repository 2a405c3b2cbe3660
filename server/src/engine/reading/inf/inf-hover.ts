/** What is said of a name in an INF file. */
import { partsOf } from "../../../model/inf/section-names.ts";
import type { InfSection } from "../../../syntax/inf/ast.ts";
import { type Card, markdownOf, plaintextOf, say, sentence, type Text } from "../hover/card.ts";
import type { Hover } from "../hover/hover.ts";
import { type InfReading, type InfThing, thingAt } from "./inf-reading.ts";

/** Undefined where nothing is known of what stands there. */
export function infHover(reading: InfReading, offset: number): Hover | undefined {
  const thing = thingAt(reading, offset);
  const card = thing && cardOf(reading, thing);
  if (thing === undefined || card === undefined) {
    return undefined;
  }
  const { start, end } = thing.at;
  return { start, end, markdown: markdownOf({ ...card, language: "inf" }), plaintext: plaintextOf(card) };
}

function cardOf(reading: InfReading, thing: InfThing): Card | undefined {
  switch (thing.kind) {
    case "directive": {
      const { name, meaning, page } = thing.directive;
      return { title: name, summary: sentence([meaning]), facts: [], page };
    }
    case "section":
      return sectionCard(reading, thing.section);
    case "reference": {
      const [section] = reading.outline.targets(thing.reference);
      return section && sectionCard(reading, section);
    }
    default:
      return stringCard(reading, thing.kind === "token" ? thing.token.name : thing.string.name);
  }
}

function sectionCard({ outline, facts }: InfReading, section: InfSection): Card | undefined {
  const { stem, decoration, suffix } = partsOf(section.name, (word) => facts.section(word)?.kind === "suffix");
  const fixed = facts.section(stem.replace(/\.[^.]*$/, "")) ?? facts.section(stem);
  const known = suffix === undefined ? fixed : facts.section(suffix);
  const by = outline
    .leadingTo(new Set([section]))
    .filter(({ kind }) => kind !== "listed")
    .map((reference) =>
      reference.by === reference.from.name ? `[${reference.by}]` : `${reference.by} of [${reference.from.name}]`,
    );
  const named = [...new Set(by)];
  const more = named.length - shownNames;
  const said: Text[] = [
    ...(decoration === undefined ? [] : [[windowsOf(decoration)]]),
    ...(named.length === 0
      ? []
      : [[...say`named by ${listed(named.slice(0, shownNames))}`, more > 0 ? ` and ${more} more` : ""]]),
  ];
  const entries = section.entries.length;
  const summary: Text =
    known === undefined
      ? [entries === 1 ? "Section with one entry" : `Section with ${entries} entries`]
      : sentence([known.meaning]);
  return { title: `[${section.name}]`, summary, facts: said, page: known?.page };
}

const shownNames = 4;

/** `NTamd64.10.0...19041`: processor, version, and behind kinds of Windows that nobody tells apart the build. */
function windowsOf(decoration: string): string {
  const [platform = "", major, minor, , , build] = decoration.split(".");
  const processor = processors.get(platform.slice("nt".length).toLowerCase());
  const version = [major, minor, build].filter((field) => field !== undefined && field !== "").join(".");
  return `for Windows${processor === undefined ? "" : ` on ${processor}`}${version === "" ? "" : `, from ${version} on`}`;
}

const processors: ReadonlyMap<string, string> = new Map([
  ["x86", "x86"],
  ["amd64", "x64"],
  ["arm64", "ARM64"],
  ["arm", "ARM"],
  ["ia64", "Itanium"],
  ["$arch$", "the processor that it is built for"],
]);

const listed = (names: readonly string[]): Text =>
  names.flatMap((code, index): Text => (index === 0 ? [{ code }] : [", ", { code }]));

function stringCard({ strings }: InfReading, name: string): Card | undefined {
  const [first, ...others] = strings.definitions(name);
  if (first === undefined) {
    return undefined;
  }
  const text = (string: typeof first): string => string.entry.values.map((value) => value.text).join(", ");
  return {
    title: `%${first.name}%`,
    summary: say`${text(first)}`,
    facts: others.map((other) => say`${other.section.name}: ${text(other)}`),
  };
}
