/** What is kept beside a unit's session for as long as that is there, made when it is first asked for. */
import type { UnitSession } from "../../engine/unit-session.ts";

export function perSession<T>(make: (session: UnitSession) => T): (session: UnitSession) => T {
  const made = new WeakMap<UnitSession, { readonly value: T }>();
  return (session) => {
    const known = made.get(session) ?? { value: make(session) };
    made.set(session, known);
    return known.value;
  };
}
