/** What is shown in place of content: nothing there, something failed, something is coming. */
import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Failure } from "../../server/src/lanes/failure.ts";
import { AskError } from "../page/channel.ts";
import { Button, ProgressBar } from "./elements.ts";
import { Icon } from "./icon.tsx";
import { ValueText } from "./value-text.tsx";

export interface EmptyStateProps {
  /** Of codicons. */
  readonly icon: string;
  readonly title: string;
  /** What may be done, in a sentence; buttons. */
  readonly children?: ComponentChildren;
}

export function EmptyState({ icon, title, children }: EmptyStateProps) {
  return (
    <div class="state">
      <Icon name={icon} class="state-icon" />
      <p class="state-title">{title}</p>
      {children}
    </div>
  );
}

export interface ErrorStateProps {
  readonly error: Error;
  /** What could not be done: "The rows of devices". */
  readonly what?: string;
  onRetry?(): void;
  /** More buttons. */
  readonly children?: ComponentChildren;
}

export function ErrorState({ error, what, onRetry, children }: ErrorStateProps) {
  const code = error instanceof AskError ? error.failure.code : "internal";
  const advice = useContext(Advices)[code] ?? commonAdvices[code];
  return (
    <div class="state" role="alert">
      <Icon name={code === "cancelled" ? "circle-slash" : "error"} class="state-icon" />
      <p class="state-title">{what === undefined ? titles[code] : `${what}: ${lowered(titles[code])}`}</p>
      {code !== "cancelled" && (
        <p class="state-text">
          <ValueText text={error.message} />
        </p>
      )}
      {advice !== undefined && <p class="state-text">{advice}</p>}
      <div class="state-actions">
        {onRetry !== undefined && (
          <Button icon="refresh" onPress={onRetry}>
            Try again
          </Button>
        )}
        {children}
      </div>
    </div>
  );
}

/** Within a sentence; a name keeps its letters. */
const lowered = (title: string): string =>
  title.startsWith("SQLite") ? title : title.charAt(0).toLowerCase() + title.slice(1);

const titles: Readonly<Record<Failure["code"], string>> = {
  sqlite: "SQLite reports an error",
  cancelled: "Cancelled",
  time: "It took too long",
  memory: "Not enough memory",
  file: "The file cannot be read",
  refused: "Not possible",
  internal: "Something went wrong",
};

type FailureAdvices = Readonly<Partial<Record<Failure["code"], string>>>;

/** What a page advises beside what all of them do. */
export const Advices = createContext<FailureAdvices>({});

const commonAdvices: FailureAdvices = {
  file: "If it was moved or deleted, open it anew.",
  internal: "The engine was started anew; the file is as it was.",
};

/** Stands for rows that are coming, in their size. */
export function Skeleton({ rows = 8, label = "Loading" }: { readonly rows?: number; readonly label?: string }) {
  return (
    <div class="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} class="skeleton-row" />
      ))}
    </div>
  );
}

export interface ProgressProps {
  /** "Counting rows". */
  readonly label: string;
  /** 0 to 1. */
  readonly fraction?: number | undefined;
  onCancel?(): void;
}

/** Of what is under way. What takes less than half a second shows nothing; its place is above others, so nothing moves. */
export function Progress({ label, fraction, onCancel }: ProgressProps) {
  const isLong = useDelay(500);
  if (!isLong) return null;
  const percent = fraction === undefined ? "" : ` ${Math.floor(fraction * 100)} %`;
  return (
    <div class="progress" role="status">
      <ProgressBar label={label} fraction={fraction} />
      <span class="progress-text">
        {label}…{percent}
      </span>
      {onCancel !== undefined && (
        <Button isSecondary onPress={onCancel}>
          Cancel
        </Button>
      )}
    </div>
  );
}

/** Whether it has been there for so long. */
function useDelay(milliseconds: number): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isOver;
}
