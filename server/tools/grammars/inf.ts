/** INF files, and INX files of which StampInf makes them. */
import { anyOf } from "./any-of.ts";
import { type Captures, type Grammar, include, type Pattern } from "./grammar.ts";

/** Names of server/data by what they are. */
export interface InfNames {
  /** With the values that name sections: "0..", "2,3", "last"; empty where none does. */
  readonly directives: readonly { readonly name: string; readonly sections: string }[];
  /** Services, HW, Interfaces: what stands behind the dot of an install section's name. */
  readonly suffixes: readonly string[];
}

export function infGrammar({ directives, suffixes }: InfNames): Grammar {
  const named = (sections: (cell: string) => boolean): string =>
    anyOf(directives.filter((directive) => sections(directive.sections)).map(({ name }) => name.toLowerCase()));
  return {
    name: "Setup Information",
    scopeName: "source.inf",
    patterns: [include("strings-section"), include("comment"), include("section"), ...entries(named), include("line")],
    repository: {
      comment: {
        match: "(;).*",
        name: "comment.line.semicolon.inf",
        captures: { 1: { name: "punctuation.definition.comment.inf" } },
      },
      section: {
        name: "meta.section.header.inf",
        match: "^\\s*(\\[)([^\\]\\n]*)(\\])?",
        captures: header([include("decoration"), include("suffix"), include("stamp")]),
      },
      // A section of texts: what stands before the = is what %names% elsewhere mean.
      "strings-section": {
        begin: "^\\s*(\\[)(?i:(\\s*Strings(?:\\.[0-9a-f]{4})?\\s*))(\\])",
        beginCaptures: header([]),
        end: "^(?=\\s*\\[)",
        patterns: [
          include("comment"),
          {
            begin: '^\\s*(?:("[^"\\n]*")|([^=;\\n"]*?))\\s*(=)',
            beginCaptures: {
              1: { name: "variable.other.constant.string-key.inf" },
              2: { name: "variable.other.constant.string-key.inf" },
              3: { name: "keyword.operator.assignment.inf" },
            },
            end: endOfEntry,
            patterns: [
              include("continuation"),
              include("comment"),
              include("quoted"),
              include("number"),
              { name: "string.unquoted.inf", match: '[^\\s;"\\\\](?:[^;"\\\\\\n]*[^\\s;"\\\\])?' },
            ],
          },
        ],
      },
      line: entry("^(?=\\s*[^\\s;\\[])", {}),
      value: {
        patterns: [
          include("continuation"),
          include("comment"),
          include("quoted"),
          include("token"),
          include("stamp"),
          include("guid"),
          include("number"),
          { name: "constant.language.registry-root.inf", match: `${wordStart}(?i:HKR|HKLM|HKCR|HKCU|HKU)${wordEnd}` },
          { name: "keyword.other.decoration.inf", match: `${wordStart}(?i:${decoration})${wordEnd}` },
          include("named-file"),
          // Hardware IDs and paths: whatever has a backslash in it, but for the one that continues a line.
          { name: "string.unquoted.path.inf", match: '[^\\s,;="%\\\\]*(?:\\\\(?!\\s*(?:;|$))[^\\s,;"%\\\\]*)+' },
          { name: "string.unquoted.file.inf", match: `[\\w$-]+\\.(?i:${anyOf(fileEndings)})${wordEnd}` },
          { name: "punctuation.separator.comma.inf", match: "," },
        ],
      },
      // A value that names a section, where a directive says so.
      "section-name": {
        patterns: [
          include("continuation"),
          include("comment"),
          include("token"),
          include("named-file"),
          {
            name: "entity.name.type.section.reference.inf",
            match: '[^\\s,;"%@\\\\](?:[^,;"%\\n\\\\]*[^\\s,;"%\\\\])?',
            captures: { 0: { patterns: [include("decoration"), include("suffix"), include("stamp")] } },
          },
          { name: "entity.name.type.section.reference.inf", match: '"[^"\\n]*"' },
          { name: "punctuation.separator.comma.inf", match: "," },
        ],
      },
      // A file that CopyFiles names itself, instead of a list of files.
      "named-file": {
        match: "(@)([^\\s,;]+)",
        captures: { 1: { name: "keyword.operator.file.inf" }, 2: { name: "string.unquoted.file.inf" } },
      },
      quoted: {
        name: "string.quoted.double.inf",
        begin: '"',
        beginCaptures: { 0: { name: "punctuation.definition.string.begin.inf" } },
        end: '"(?!")|(?=\\n)',
        endCaptures: { 0: { name: "punctuation.definition.string.end.inf" } },
        patterns: [{ name: "constant.character.escape.inf", match: '""' }, include("token"), include("stamp")],
      },
      token: {
        patterns: [
          { name: "constant.character.escape.inf", match: "%%" },
          { name: "constant.numeric.directory.inf", match: "%-?[0-9]+%" },
          {
            name: "variable.other.constant.inf constant.other.placeholder.inf",
            match: '%[^%",=\\n]{1,255}%',
          },
        ],
      },
      // $ARCH$, $KMDFVERSION$: StampInf puts in what it knows.
      stamp: { name: "variable.language.stamp.inf", match: "\\$[A-Z]+\\$" },
      guid: {
        name: "constant.numeric.guid.inf",
        match: "\\{\\s*(?i:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\s*\\}",
      },
      number: {
        patterns: [
          { name: "constant.numeric.hex.inf", match: `${wordStart}0[xX][0-9A-Fa-f]+${wordEnd}` },
          { name: "constant.numeric.decimal.inf", match: `${wordStart}-?[0-9]+(?:[./][0-9]+)*${wordEnd}` },
        ],
      },
      decoration: { name: "keyword.other.decoration.inf", match: `\\.(?i:${decoration})(?=\\.|\\s*$|\\s*\\])` },
      suffix: {
        name: "keyword.other.suffix.inf",
        match: `\\.(?i:${anyOf(suffixes.map((each) => each.toLowerCase()))})(?=\\s*$)`,
      },
      continuation: {
        match: "(\\\\)\\s*((;).*)?\\n",
        captures: {
          1: { name: "constant.character.escape.line-continuation.inf" },
          2: { name: "comment.line.semicolon.inf" },
          3: { name: "punctuation.definition.comment.inf" },
        },
      },
    },
  };
}

/** `NT`, `NTamd64.10.0...19041`, `NT$ARCH$.6.1`. */
const decoration = "nt(?:x86|ia64|amd64|arm64|arm|\\$ARCH\\$)?(?:\\.+[0-9]+)*";

const fileEndings = [
  "sys",
  "dll",
  "exe",
  "inf",
  "cat",
  "cab",
  "ocx",
  "cpl",
  "ax",
  "ini",
  "bin",
  "ico",
  "man",
  "mui",
  "pdb",
  "ppd",
  "gpd",
  "icm",
  "hex",
  "fw",
];

const wordStart = "(?<![^\\s,=;|(])";
const wordEnd = "(?=\\s|,|;|\\||\\)|$)";

/** The line's end. What continues a line has taken that with it. */
const endOfEntry = "(?=\\n)";

const header = (patterns: readonly Pattern[]): Captures => ({
  1: { name: "punctuation.definition.section.begin.inf" },
  2: { name: "entity.name.type.section.inf entity.name.section.inf", patterns },
  3: { name: "punctuation.definition.section.end.inf" },
});

function entry(begin: string, beginCaptures: Captures, patterns: readonly Pattern[] = [include("value")]): Pattern {
  return { begin, beginCaptures, end: endOfEntry, patterns };
}

function entries(named: (sections: (cell: string) => boolean) => string): readonly Pattern[] {
  const directive = (names: string): string => `^\\s*((?i:${names})(?:\\.[A-Za-z0-9$.]+)?)\\s*(=)`;
  const captures = {
    1: { name: "keyword.other.directive.inf" },
    2: { name: "keyword.operator.assignment.inf" },
  };
  /** `Directive = value, value, section`: the values before it, as often as there are. */
  const after = (count: number, cell: (cell: string) => boolean): Pattern =>
    entry(`${directive(named(cell))}((?:[^,;\\\\\\n]*,){${count}})\\s*([^,;"%@\\\\\\n]*[^\\s,;"%@\\\\])?`, {
      ...captures,
      3: { patterns: [include("value")] },
      4: { name: "entity.name.type.section.reference.inf" },
    });
  return [
    entry(directive(named((cell) => cell === "0..")), captures, [include("section-name")]),
    after(0, (cell) => cell === "0"),
    after(1, (cell) => cell === "1"),
    entry(
      `${directive(named((cell) => cell === "2,3"))}((?:[^,;\\\\\\n]*,){2})\\s*([^,;"%\\\\\\n]*[^\\s,;"%\\\\])?(?:\\s*(,)\\s*([^,;"%\\\\\\n]*[^\\s,;"%\\\\])?)?`,
      {
        ...captures,
        3: { patterns: [include("value")] },
        4: { name: "entity.name.type.section.reference.inf" },
        5: { name: "punctuation.separator.comma.inf" },
        6: { name: "entity.name.type.section.reference.inf" },
      },
    ),
    after(2, (cell) => cell === "2"),
    entry(directive(named(() => true)), captures),
    // `%Device% = Install, PCI\VEN_8086`: a list of devices or of who makes them leads to a section.
    entry('^\\s*(%[^%",=\\n]{1,255}%)\\s*(=)\\s*([^,;"%\\\\\\n{]*[^\\s,;"%\\\\])?', {
      1: { patterns: [include("token")] },
      2: { name: "keyword.operator.assignment.inf" },
      3: { name: "entity.name.type.section.reference.inf" },
    }),
    entry('^\\s*("[^"\\n]*")\\s*(=)', {
      1: { patterns: [include("quoted")] },
      2: { name: "keyword.operator.assignment.inf" },
    }),
    entry('^\\s*([^=,;"%\\[\\n]*[^\\s=,;"%\\[])\\s*(=)', {
      1: { name: "variable.other.key.inf", patterns: [include("stamp"), include("guid")] },
      2: { name: "keyword.operator.assignment.inf" },
    }),
  ];
}
