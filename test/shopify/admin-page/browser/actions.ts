import { type PageConfig } from "./admin.ts";

/** Makes the buttons of the store's own pages do what they say: each posts its data to a control endpoint, then the page loads again. */
export function connectActions({ shop }: PageConfig) {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-post]")) {
    button.addEventListener("click", () => {
      button.disabled = true;
      void post(button.dataset.post ?? "", { shop, ...JSON.parse(button.dataset.body ?? "{}") }).then((problem) => {
        if (problem === undefined) window.location.reload();
        else {
          button.disabled = false;
          window.alert(problem);
        }
      });
    });
  }
}

async function post(path: string, body: object): Promise<string | undefined> {
  const response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (response.ok) return undefined;
  const { error }: { error?: string } = await response.json();
  return error ?? `It answered ${response.status}.`;
}
