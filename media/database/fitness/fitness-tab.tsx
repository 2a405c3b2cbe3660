/** Whether the database can go into a driver as it is, why not, what to do, and what it will cost there. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { FitnessCheck } from "../../../server/src/database/protocol.ts";
import { Button } from "../../parts/elements.ts";
import { Icon } from "../../parts/icon.tsx";
import { ErrorState, Progress, Skeleton } from "../../parts/states.tsx";
import { ToolbarButton } from "../../parts/toolbar.tsx";
import { ValueText } from "../../parts/value-text.tsx";
import { useAnswer } from "../channel.ts";
import type { TabProps } from "../tabs.ts";
import { byUrgency, costText, verdictOf } from "./verdict.ts";

export function FitnessTab({ channel, isActive, revision }: TabProps) {
  const answer = useAnswer(channel, "fitness", none, { isActive, revision });
  const { result } = answer;
  return (
    <div class="fitness">
      {answer.error !== undefined ? (
        <ErrorState what="The checks" error={answer.error} onRetry={answer.retry} />
      ) : result === undefined ? (
        <Skeleton rows={10} label="Checking" />
      ) : (
        <>
          <Summary checks={result.checks} imageBytes={result.imageBytes} />
          <div class="fitness-actions">
            <Button icon="package" onPress={() => channel.post({ kind: "embed" })}>
              Embed in driver…
            </Button>
            <Button icon="fold" isSecondary onPress={() => channel.post({ kind: "compact" })}>
              Compact copy…
            </Button>
            <Button icon="refresh" isSecondary isDisabled={answer.isUnderWay} onPress={answer.retry}>
              Check again
            </Button>
          </div>
          <ul class="checks" aria-label="Checks" aria-busy={answer.isUnderWay}>
            {byUrgency(result.checks).map((check) => (
              <Check key={check.id} check={check} onCopy={(text) => channel.post({ kind: "copy", text })} />
            ))}
          </ul>
        </>
      )}
      {answer.isUnderWay && <Progress label="Checking" fraction={answer.fraction} onCancel={answer.cancel} />}
    </div>
  );
}

const none = {};

function Summary({ checks, imageBytes }: { readonly checks: readonly FitnessCheck[]; readonly imageBytes: number }) {
  const { state, title } = verdictOf(checks);
  return (
    <header class="fitness-summary">
      <h2 class={`check-${state}`} aria-live="polite">
        <Icon name={states[state].icon} /> {title}
      </h2>
      <p>{costText(imageBytes)}</p>
    </header>
  );
}

function Check({ check, onCopy }: { readonly check: FitnessCheck; onCopy(text: string): void }) {
  const { state, title, reason, remedy, command } = check;
  const { icon, word } = states[state];
  return (
    <li class={`check check-${state}`}>
      <span class="check-state">
        <Icon name={icon} /> {word}
      </span>
      <div class="check-text">
        <h3>{title}</h3>
        <p>
          <ValueText text={reason} />
        </p>
        {remedy !== undefined && (
          <p class="check-remedy">
            <Icon name="lightbulb" class="check-remedy-icon" />
            <span>
              <span class="unseen">What to do: </span>
              <ValueText text={remedy} />
            </span>
          </p>
        )}
        {command !== undefined && <Command text={command} onCopy={onCopy} />}
      </div>
    </li>
  );
}

const states: Readonly<Record<FitnessCheck["state"], { readonly icon: string; readonly word: string }>> = {
  pass: { icon: "pass", word: "Pass" },
  warning: { icon: "warning", word: "Warning" },
  fail: { icon: "error", word: "Fail" },
  info: { icon: "info", word: "Info" },
};

function Command({ text, onCopy }: { readonly text: string; onCopy(text: string): void }) {
  const [isCopied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = (): void => {
    onCopy(text);
    setCopied(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div class="check-command">
      <pre>
        <code>
          {text.split("\n").map((line) => (
            <div key={line}>
              <ValueText text={line} />
            </div>
          ))}
        </code>
      </pre>
      <ToolbarButton icon={isCopied ? "check" : "copy"} label="Copy the command" onPress={copy} />
      <span class="unseen" role="status">
        {isCopied ? "Copied" : ""}
      </span>
    </div>
  );
}
