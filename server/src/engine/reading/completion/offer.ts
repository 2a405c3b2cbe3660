/** What is offered for a name that is being typed. */

export interface Offer {
  readonly name: string;
  /** "DISPATCH_LEVEL or below", "may sleep"; undefined where nothing is known. */
  readonly contract: string | undefined;
  /** Where it is from and since when: "wdm.h", "since Windows 8"; for those that are listed in the end. */
  notes(): readonly string[];
  /** Why it is not for this place, if it surely is not. */
  readonly bar: Bar | undefined;
  readonly isDeprecated: boolean;
  /** Whether it belongs to what the driver is written with; others come behind. */
  readonly isAtHand: boolean;
}

export interface Bar {
  readonly kind: "level" | "version";
  /** In a few words: "not at DISPATCH_LEVEL". */
  readonly text: string;
  /** "ZwClose may be called at PASSIVE_LEVEL only"; undefined where the text says it all. */
  readonly because: string | undefined;
}

/** The best first: what cannot be called here is last. */
export const rankOf = ({ bar, isDeprecated, isAtHand }: Offer): number =>
  bar?.kind === "level" ? 4 : bar?.kind === "version" ? 3 : isDeprecated ? 2 : isAtHand ? 0 : 1;
