import { AppFrame } from "./app-frame.ts";
import { connectActions } from "./actions.ts";
import { connectMenu, connectStaff } from "./chrome.ts";

/** What the server says of the page, in its `#config`. */
export interface PageConfig {
  store: string;
  shop: string;
  apiKey: string;
  appUrl: string;
  /** The app's path and query of an app page; absent on the store's own pages. */
  appPath?: string;
}

const element = document.getElementById("config");
const config: PageConfig = JSON.parse(element?.textContent ?? "{}");

connectMenu();
connectActions(config);
const staff = connectStaff(config.store);
if (config.appPath !== undefined) void new AppFrame(config, staff).load(config.appPath);
