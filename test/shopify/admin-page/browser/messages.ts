/** What App Bridge in the app's frame and the admin around it tell each other. */
export type ToAdmin =
  | { type: "idToken"; ask: number }
  | { type: "leaveConfirmation"; ask: number }
  | { type: "location"; path: string }
  | { type: "nav"; items: NavItem[] }
  | { type: "title"; title: string; buttons: TitleButton[] }
  | { type: "toast"; toast: Toast }
  | { type: "hideToast"; id: string }
  | { type: "saveBar"; open: boolean; save: BarButton; discard: BarButton }
  | { type: "loading"; on: boolean }
  | { type: "openAdmin"; path: string };

export type ToApp =
  | { type: "answer"; ask: number; value: unknown }
  | { type: "navigate"; path: string }
  | { type: "pressSaveBar"; which: "save" | "discard" }
  | { type: "pressTitleButton"; index: number }
  | { type: "toastAction"; id: string }
  | { type: "toastGone"; id: string };

export interface NavItem {
  label: string;
  href: string;
}

export interface TitleButton {
  label: string;
  kind: "primary" | "secondary" | "breadcrumb";
  disabled: boolean;
}

export interface BarButton {
  label: string;
  disabled: boolean;
  busy: boolean;
}

export interface Toast {
  id: string;
  message: string;
  duration: number;
  isError: boolean;
  action: string | null;
}

const mark = "localShopify";

export function wrap<T>(message: T) {
  return { [mark]: message };
}

/** The message in an event, if it is one of ours. */
export function unwrap<T>(data: unknown): T | undefined {
  return data !== null && typeof data === "object" && mark in data ? (data as { [mark]: T })[mark] : undefined;
}
