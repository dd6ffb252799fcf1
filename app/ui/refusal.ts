import type { Permission } from "#app/platform/permissions.ts";
import { t } from "./text.ts";
import { uiText } from "./ui-text.ts";

/** Who looks at a page, as far as it decides what can be done there. */
export interface Viewer {
  name: string;
  role: string;
  permissions: readonly Permission[];
  /** Why nothing can be done at the moment, whoever looks. */
  held?: string | undefined;
}

/** Why the viewer may not do something now; undefined when they may. */
export function refusalOf({ role, permissions, held }: Omit<Viewer, "name">, permission: Permission): string | undefined {
  return permissions.includes(permission) ? held : t(uiText.notPermitted, { role });
}
