/** Databases that lie in the image. All of it has to be read for them, so they come a little later. */

import { ClippedText } from "../../parts/clipped-text.tsx";
import { Icon } from "../../parts/icon.tsx";
import { bytesText, hexText } from "../../parts/numbers.ts";
import { ErrorState, Progress } from "../../parts/states.tsx";
import { useAnswer } from "../channel.ts";
import type { TabProps } from "../tabs.ts";

export function Databases({ channel, isActive, revision }: Pick<TabProps, "channel" | "isActive" | "revision">) {
  const answer = useAnswer(channel, "databases", none, { isActive, revision });
  const { result, error } = answer;
  return (
    <section class="overview-databases" aria-label="Embedded databases" aria-busy={answer.isUnderWay}>
      <h2>Embedded Databases</h2>
      {error !== undefined ? (
        <ErrorState what="The embedded databases" error={error} onRetry={answer.retry} />
      ) : result === undefined ? (
        <p class="faint">Looking through the file…</p>
      ) : result.length === 0 ? (
        <p class="faint">No SQLite database lies in it.</p>
      ) : (
        <ul>
          {result.map(({ name, where, start, length }) => (
            <li key={start}>
              <Icon name="database" />
              <span>
                <ClippedText text={name ?? `Database at ${hexText(start)}`} />
                <span class="faint">
                  {" "}
                  {bytesText(length)} at {hexText(start)}
                  {where !== undefined && (
                    <>
                      , <ClippedText text={where} />
                    </>
                  )}
                </span>
              </span>
              <button type="button" class="link" onClick={() => channel.post({ kind: "openDatabase", start })}>
                Open
              </button>
            </li>
          ))}
        </ul>
      )}
      {answer.isUnderWay && (
        <Progress label="Looking for databases" fraction={answer.fraction} onCancel={answer.cancel} />
      )}
    </section>
  );
}

const none = {};
