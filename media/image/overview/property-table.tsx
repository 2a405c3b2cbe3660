/** What a header, a version or an INF says: names and values, with what they mean and how they are judged. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Property } from "../../../server/src/image/report.ts";
import { ClippedText } from "../../parts/clipped-text.tsx";
import { Icon } from "../../parts/icon.tsx";
import { numberText } from "../../parts/numbers.ts";
import { stateLooks } from "../severity.ts";

export interface PropertyTableProps {
  readonly title: string;
  readonly properties: readonly Property[];
  /** Beside the title: buttons. */
  readonly children?: ComponentChildren;
}

/** At first: a module may have a thousand parameters. */
const atFirst = 60;

export function PropertyTable({ title, properties, children }: PropertyTableProps) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? properties : properties.slice(0, atFirst);
  return (
    <section class="properties" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {children}
      </header>
      <table>
        <tbody>
          {shown.map((property, index) => (
            <PropertyRow key={index} {...property} />
          ))}
        </tbody>
      </table>
      {shown.length < properties.length && (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          Show {numberText(properties.length - shown.length)} more
        </button>
      )}
    </section>
  );
}

function PropertyRow({ name, value, meaning, state }: Property) {
  return (
    <tr>
      <th scope="row">
        <ClippedText text={name} />
      </th>
      <td class={state === undefined ? "" : `is-${state}`}>
        {state !== undefined && (
          <span class="property-state">
            <Icon name={stateLooks[state].icon} /> {stateLooks[state].word}{" "}
          </span>
        )}
        <span class="property-value">
          <ClippedText text={value} />
        </span>
        {meaning !== undefined && (
          <span class="property-meaning">
            <ClippedText text={meaning} />
          </span>
        )}
      </td>
    </tr>
  );
}
