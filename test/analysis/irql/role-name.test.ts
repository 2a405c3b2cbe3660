/** Role types with the article that is spoken before them. */
import { expect, it } from "vitest";
import { aRole } from "../../../server/src/analysis/irql/role-name.ts";

it.each([
  "an EVT_WDF_INTERRUPT_DPC",
  "an IO_COMPLETION_ROUTINE",
  "an NDIS_TIMER_FUNCTION",
  "an HW_INITIALIZE",
  "a KDEFERRED_ROUTINE",
  "a DRIVER_UNLOAD",
  "a MINIPORT_HALT",
  "a UFX_EVT_DEVICE_CHARGER_DETECT",
  "a NETWORK_ROUTINE",
])("%s", (spoken) => {
  expect(aRole(spoken.replace(/^an? /, ""))).toBe(spoken);
});
