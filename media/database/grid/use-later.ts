/** A value that has rested for a while: what is typed is not asked for letter by letter. */
import { useEffect, useState } from "preact/hooks";

export function useLater<T>(value: T, milliseconds: number): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return later;
}
