/** Opens and closes the navigation where the screen is too narrow to show it all the time. */
export function connectMenu() {
  const toggle = (open?: boolean) => document.body.classList.toggle("menu-open", open);
  document.getElementById("menu")?.addEventListener("click", () => toggle());
  document.getElementById("shade")?.addEventListener("click", () => toggle(false));
  document.getElementById("side")?.addEventListener("click", (event) => event.target instanceof Element && event.target.closest("a") && toggle(false));
}

/** Who looks at the admin; remembered for each store, and changed by the switcher. */
export interface StaffSwitcher {
  current: () => string;
  onChange: (listener: () => void) => void;
}

export function connectStaff(store: string): StaffSwitcher {
  const select = document.getElementById("staff");
  if (!(select instanceof HTMLSelectElement)) throw new Error("the page has no staff switcher");
  const key = `local-shopify:staff:${store}`;
  const asked = new URLSearchParams(window.location.search).get("user");
  select.value = asked ?? window.localStorage.getItem(key) ?? "owner";
  if (!select.value) select.value = "owner";
  window.localStorage.setItem(key, select.value);
  select.addEventListener("change", () => window.localStorage.setItem(key, select.value));
  return { current: () => select.value, onChange: (listener) => select.addEventListener("change", listener) };
}
