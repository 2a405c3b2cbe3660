/** Whether the page is narrow, as it is beside a source or in a small window. */
import { useEffect, useState } from "preact/hooks";

/** Whether there is no room for two panes; told anew when that has changed. */
export function useNarrow(): boolean {
  const [query] = useState(() => matchMedia("(max-width: 600px)"));
  const [isNarrow, setNarrow] = useState(query.matches);
  useEffect(() => {
    const tell = (): void => setNarrow(query.matches);
    query.addEventListener("change", tell);
    return () => query.removeEventListener("change", tell);
  }, [query]);
  return isNarrow;
}
