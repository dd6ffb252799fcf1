import { config, reloadTarget } from "./config.ts";
import { defineElements, hasUnsavedChanges, SaveBar } from "./elements.ts";
import { ask, embedded, listen, tell } from "./host.ts";
import { Modal } from "./modal.ts";
import { connectNavigation, reloadWithToken } from "./navigation.ts";
import { authenticateFetch, idToken } from "./token.ts";

interface ToastOptions {
  duration?: number;
  isError?: boolean;
  action?: string;
  onAction?: () => void;
  onDismiss?: () => void;
}

const toasts = new Map<string, ToastOptions>();

const toast = {
  show(message: string, options: ToastOptions = {}): string {
    const id = crypto.randomUUID();
    toasts.set(id, options);
    tell({ type: "toast", toast: { id, message, duration: options.duration ?? 5000, isError: options.isError ?? false, action: options.action ?? null } });
    return id;
  },
  hide(id: string) {
    tell({ type: "hideToast", id });
  },
};

/** Does something to an element that the app names by its id. */
function withElement(type: typeof SaveBar | typeof Modal, what: "show" | "hide" | "toggle") {
  return async (id: string) => {
    const element = document.getElementById(id);
    if (!(element instanceof type)) throw new Error(`There is no such element with the id '${id}'.`);
    await element[what]();
  };
}

function missing(name: string): () => Promise<undefined> {
  return () => {
    toast.show(`Local Shopify has no ${name}`, { isError: true });
    return Promise.resolve(undefined);
  };
}

const scopes = { granted: [], required: [], optional: [] };

/** The part of `window.shopify` that an app can use here; what is missing says so instead of pretending. */
const shopify = {
  config,
  origin: "https://admin.shopify.com",
  ready: Promise.resolve(),
  environment: { embedded, mobile: false, pos: false },
  idToken: () => idToken(),
  user: () => Promise.resolve({ accountAccess: "FULL_ACCESS" }),
  loading: (on = true) => tell({ type: "loading", on: Boolean(on) }),
  toast,
  saveBar: {
    show: withElement(SaveBar, "show"),
    hide: withElement(SaveBar, "hide"),
    toggle: withElement(SaveBar, "toggle"),
    leaveConfirmation: async () => {
      if (hasUnsavedChanges()) await ask("leaveConfirmation");
    },
  },
  modal: { show: withElement(Modal, "show"), hide: withElement(Modal, "hide"), toggle: withElement(Modal, "toggle") },
  resourcePicker: missing("resource picker"),
  picker: missing("picker"),
  scopes: { query: () => Promise.resolve(scopes), request: missing("scope request"), revoke: missing("scope revocation") },
  app: { extensions: () => Promise.resolve([]) },
  intents: { register: () => () => {}, invoke: missing("intents") },
  reviews: { request: () => Promise.resolve({ success: false, code: "open-in-progress", message: "There is no app store here" }) },
  support: { registerHandler: () => Promise.resolve() },
  webVitals: { onReport: () => {} },
  scanner: { capture: missing("scanner") },
  pos: {},
  tools: {},
  shopifyQL: {},
  setSignals: () => {},
};

if (!("shopify" in window)) {
  Object.assign(window, { shopify });
  defineElements(Modal);
  listen((message) => {
    if (message.type === "toastAction") toasts.get(message.id)?.onAction?.();
    if (message.type === "toastGone") {
      toasts.get(message.id)?.onDismiss?.();
      toasts.delete(message.id);
    }
  });
  if (reloadTarget !== null) void reloadWithToken(reloadTarget);
  else {
    authenticateFetch();
    connectNavigation();
  }
}
