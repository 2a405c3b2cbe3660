/** How a role type is called in messages: with its article. */

/** "an EVT_WDF_DPC", "a KDEFERRED_ROUTINE", "an NDIS_TIMER_FUNCTION". */
export const aRole = (roleType: string): string => `${startsWithVowel.test(roleType) ? "an" : "a"} ${roleType}`;

/** As it is spoken: F, H, L ... begin with one where an abbreviation is spelled letter by letter; U does not. */
const startsWithVowel = /^(?:[AEIO]|[FHLMNRSX][^AEIOUY_]*_|N[^AEIOU_])/i;
