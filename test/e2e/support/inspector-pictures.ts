/** Pictures of the inspector for the README, of a database as a driver would embed it. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeDatabase } from "../../media/database/support/sample.ts";
import type { Editor } from "./editor.ts";
import { type InspectorPage, openInspector } from "./inspector-page.ts";

/** A folder with `quirks.db`: devices with what is odd about them. */
export async function makePictureFolder(): Promise<string> {
  const folder = join(mkdtempSync(join(tmpdir(), "pictures-")), "quirks-driver");
  mkdirSync(folder);
  writeFileSync(join(folder, "quirks.db"), await makeDatabase(script));
  return folder;
}

type Make = (editor: Editor, path: string) => Promise<void>;

export const inspectorPictures: Readonly<Record<"data" | "schema" | "sql" | "pages" | "fitness", Make>> = {
  data: picture(async (inspector) => {
    await inspector.object("devices").click();
    await inspector.cell('{"reset": "after resume", "delay": 250}').first().dblclick();
  }),
  schema: picture(async (inspector) => {
    await inspector.tab("Schema").click();
    await inspector.frame.getByText("Diagram", { exact: true }).click();
  }),
  sql: picture(async (inspector) => {
    await inspector.query(
      "SELECT vendors.name, count(*) AS devices, max(firmware) AS newest\n  FROM devices JOIN vendors ON vendors.id = vendor\n GROUP BY vendor ORDER BY devices DESC",
    );
    await inspector.cell("Intel").click();
  }),
  pages: picture(async (inspector) => {
    await inspector.tab("Pages").click();
  }),
  fitness: picture(async (inspector) => {
    await inspector.tab("Fitness").click();
  }),
};

function picture(show: (inspector: InspectorPage) => Promise<void>): Make {
  return async (editor, path) => {
    const { page, workbench } = editor;
    await page.setViewportSize({ width: 1400, height: 700 });
    const inspector = await openInspector(editor, "quirks.db", () => workbench.openFile("quirks.db"));
    await inspector.object("devices").waitFor();
    await show(inspector);
    // What is drawn when everything has come.
    await page.waitForTimeout(1500);
    await page.screenshot({ path });
  };
}

const script = `PRAGMA page_size = 4096;
CREATE TABLE vendors (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE devices (
  id INTEGER PRIMARY KEY,
  hardware_id TEXT NOT NULL,
  vendor INTEGER NOT NULL REFERENCES vendors (id),
  notes TEXT,
  firmware INTEGER,
  serial INTEGER,
  descriptor BLOB
);
CREATE TABLE quirks (device INTEGER NOT NULL REFERENCES devices (id) ON DELETE CASCADE, name TEXT NOT NULL, value, PRIMARY KEY (device, name)) WITHOUT ROWID;
CREATE INDEX devices_by_hardware_id ON devices (hardware_id);
CREATE INDEX devices_by_vendor ON devices (vendor, firmware);
CREATE VIEW broken_firmware AS SELECT hardware_id, vendors.name AS vendor, firmware FROM devices JOIN vendors ON vendors.id = vendor WHERE firmware < 3;
INSERT INTO vendors VALUES (1, 'Microsoft'), (2, 'Intel'), (3, 'Realtek'), (4, 'Broadcom'), (5, 'NVIDIA'), (6, 'Synaptics');
WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 12000) INSERT INTO devices SELECT i, 'USB\\VID_' || substr('045E80860BDA0A5C095506CB', 1 + 4 * ((i * i + 3) % 6), 4) || '&PID_' || printf('%04X', i * 64 % 65536), 1 + (i * i + 3) % 6, CASE i % 9 WHEN 2 THEN '{"reset": "after resume", "delay": 250}' WHEN 5 THEN 'hangs when it is suspended during a transfer' END, (i * 31) % 9, 9007199254740993 + i * 1009, CASE WHEN i % 4 <> 3 THEN randomblob(18 + i % 14) END FROM n;
WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 6000) INSERT INTO quirks SELECT i, 'no-selective-suspend', 1 FROM n UNION ALL SELECT i, 'reset-delay-ms', i % 500 FROM n WHERE i % 3 = 0`;
