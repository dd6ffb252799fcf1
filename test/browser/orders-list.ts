import type { FrameLocator, Locator } from "playwright-core";

/** The row of an order in the list. */
export function rowOf(app: FrameLocator, name: string): Locator {
  return app.getByRole("row").filter({ has: app.getByRole("link", { name, exact: true }) });
}

/** Ticks the boxes of some orders. */
export async function select(app: FrameLocator, ...names: string[]): Promise<void> {
  // Before that, the page is what the server sent, and takes no clicks.
  await app.locator('[data-status="live"]').first().waitFor();
  for (const name of names) {
    // Polaris lays a label over the box, which takes the click for it.
    await rowOf(app, name).getByRole("checkbox").check({ force: true });
  }
}

/** Opens an action's dialog for the orders that are selected. */
export async function openAction(app: FrameLocator, action: string): Promise<Locator> {
  const button = app.getByRole("button", { name: action, exact: true });
  const more = app.getByRole("button", { name: "More actions" });
  if (!(await button.isVisible())) await more.click();
  await button.click();
  const dialog = app.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}
