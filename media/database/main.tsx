/** The inspector's page in VS Code's webview. */
import { render } from "preact";
import { webviewHost } from "../page/host.ts";
import { App } from "./app.tsx";
import { openChannel } from "./channel.ts";

const host = webviewHost();
render(<App channel={openChannel(host)} kept={host} />, document.body);
