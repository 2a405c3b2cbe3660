/** What a value that somebody types or selects may be. */
import type { Weighed } from "../../engine/decode/decode.ts";
import { decodeText } from "../../engine/decode/scan.ts";
import { plainText, sentence } from "../../engine/reading/hover/card.ts";
import type { Facts } from "../../facts/index.ts";
import type { DecodedMeaning, DecodedValue, DecodeParams } from "../protocol.ts";

export function decodedValues({ text }: DecodeParams, facts: Facts): readonly DecodedValue[] {
  return decodeText(text, facts).map((found) => ({ text: found.text, meanings: found.decodings.map(meaning) }));
}

const meaning = ({ kind, likelihood, card }: Weighed): DecodedMeaning => ({
  kind,
  title: card.title,
  summary: plainText(card.summary),
  facts: card.facts.map((fact) => plainText(sentence(fact))),
  isLikely: likelihood === "likely",
});
