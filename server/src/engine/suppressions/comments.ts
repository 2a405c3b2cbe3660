/** Suppressions in comments: driverlens's own, and those that CodeQL reads. */
import { didYouMean } from "../../analysis/names/nearest.ts";
import type { RuleNames } from "../config/rule-names.ts";
import type { Comment, SourceText } from "./source-text.ts";
import type { Region, SuppressionEntry, SuppressionProblem } from "./table.ts";
import type { SuppressionWord } from "./words.ts";

interface Found {
  readonly entries: SuppressionEntry[];
  readonly problems: SuppressionProblem[];
}

/** The suppressions in a file's comments and attributes, with the mistakes in those written for driverlens. */
export function readComments(source: SourceText, rules: RuleNames): Found {
  const found: Found = { entries: [], problems: [] };
  readOwn(source, rules, found);
  readCodeql(source, found);
  return found;
}

const OWN_PREFIX = "driverlens-";

const VERBS = [
  "driverlens-disable-next-line",
  "driverlens-disable-line",
  "driverlens-disable-file",
  "driverlens-disable",
  "driverlens-enable",
];

/** A `driverlens-disable` whose end is not known yet. */
interface OpenBlock {
  readonly comment: Comment;
  readonly names: readonly string[];
  readonly justification: string | undefined;
}

/** `// driverlens-disable-next-line rule1, rule2 -- reason` and its siblings. */
function readOwn(source: SourceText, rules: RuleNames, found: Found): void {
  let open: OpenBlock[] = [];
  const add = (block: OpenBlock, region: Region | undefined, reach: SuppressionEntry["reach"]): void => {
    const { comment, names, justification } = block;
    const at = source.range(comment.start, comment.end);
    const regions = region === undefined ? [] : [region];
    found.entries.push({ suppression: { kind: "comment", at, justification }, names, regions, reach, own: true });
  };
  for (const comment of commentsWith(source, OWN_PREFIX)) {
    // The word inside of a sentence is no order.
    if (!comment.body.startsWith(OWN_PREFIX)) continue;
    const order = parseOrder(comment.body);
    if (!VERBS.includes(order.verb)) {
      const message = `${order.verb} is not understood${didYouMean(order.verb, VERBS)}`;
      found.problems.push({ start: comment.start, end: comment.end, message });
      continue;
    }
    for (const name of order.names) {
      if (rules.rulesNamed(name).length > 0) continue;
      const message = `No rule is named "${name}"${rules.hint(name)}`;
      found.problems.push({ start: comment.start, end: comment.end, message });
    }
    const block: OpenBlock = { comment, names: order.names, justification: order.justification };
    if (order.verb === "driverlens-disable-next-line") add(block, source.nextCodeLine(comment.end), "touch");
    else if (order.verb === "driverlens-disable-line") add(block, source.lineAt(comment.start), "touch");
    else if (order.verb === "driverlens-disable-file") add(block, { start: 0, end: Number.POSITIVE_INFINITY }, "start");
    else if (order.verb === "driverlens-disable") open.push(block);
    else open = closeBlocks(open, order.names, (closed) => add(closed, upTo(closed, comment), "start"));
  }
  for (const block of open) add(block, { start: block.comment.start, end: Number.POSITIVE_INFINITY }, "start");
}

function upTo(block: OpenBlock, end: Comment): Region {
  return { start: block.comment.start, end: end.start };
}

/** Closes the blocks that an `enable` of these names ends; no name ends all. Returns those that stay open. */
function closeBlocks(
  open: readonly OpenBlock[],
  names: readonly string[],
  close: (block: OpenBlock) => void,
): OpenBlock[] {
  const stay: OpenBlock[] = [];
  for (const block of open) {
    const isEnded = (name: string): boolean => names.length === 0 || names.includes(name);
    const ended = block.names.length === 0 ? names.length === 0 : block.names.some(isEnded);
    if (!ended) {
      stay.push(block);
      continue;
    }
    close({ ...block, names: block.names.filter(isEnded) });
    const rest = block.names.filter((name) => !isEnded(name));
    if (rest.length > 0) stay.push({ ...block, names: rest });
  }
  return stay;
}

/** What a comment for driverlens says; see `VERBS`. */
interface Order {
  readonly verb: string;
  readonly names: readonly string[];
  readonly justification: string | undefined;
}

/** @param body of a comment that begins with `driverlens-` */
export function parseOrder(body: string): Order {
  const dash = body.search(/\s--(?:\s|$)/);
  const head = dash < 0 ? body : body.slice(0, dash);
  const reason = dash < 0 ? "" : body.slice(dash + 3).trim();
  const words = head.split(/[\s,;:]+/).filter((word) => word !== "");
  return { verb: words[0] ?? "", names: words.slice(1), justification: reason === "" ? undefined : reason };
}

/**
 * `lgtm[cpp/drivers/x]` and `codeql[cpp/drivers/x]`, also without brackets for every query in case of `lgtm`. Behind
 * code they hide what is on their own line, on a line of their own what is on the next line of code.
 */
function readCodeql(source: SourceText, found: Found): void {
  for (const word of ["lgtm", "codeql"] as const) {
    for (const comment of commentsWith(source, word)) {
      const pattern = word === "lgtm" ? /\blgtm\b(?:\s*\[([^\]]*)\])?/gi : /\bcodeql\s*\[([^\]]*)\]/gi;
      for (const match of comment.body.matchAll(pattern)) {
        const list = match[1];
        // A bare "lgtm" counts only as the comment's first word: people write it in prose as well.
        if (list === undefined && match.index !== 0) continue;
        const names = (list ?? "")
          .split(",")
          .map((name) => name.trim())
          .filter((name) => name !== "");
        if (list !== undefined && names.length === 0) continue;
        const beside = source.codeBeside(comment.start, comment.end);
        const isAlone = !beside.before && !beside.after;
        const region = isAlone ? source.nextCodeLine(comment.end) : source.lineAt(comment.start);
        const reason = comment.body.slice(match.index + match[0].length).trim();
        found.entries.push({
          suppression: {
            kind: "codeql",
            at: source.range(comment.start, comment.end),
            justification: reason === "" ? undefined : reason,
          },
          names,
          regions: region === undefined ? [] : [region],
          reach: "touch",
          own: false,
        });
      }
    }
  }
}

/** The comments that hold a word, each once, in source order. */
export function* commentsWith(source: SourceText, word: SuppressionWord): Generator<Comment> {
  let scanned = 0;
  for (const at of source.words.of(word)) {
    if (at < scanned) continue;
    const found = source.commentAt(at, scanned);
    if (found.comment !== undefined) yield found.comment;
    scanned = found.scanned;
  }
}
