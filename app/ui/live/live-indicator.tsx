import { Text, Tooltip } from "@shopify/polaris";
import { uiText } from "#app/ui/ui-text.ts";
import { type LiveStatus } from "./live-connection.ts";
import { useLiveStatus } from "./live-provider.tsx";

const words: Record<LiveStatus, { label: string; help: string }> = {
  connecting: { label: uiText.live.connecting, help: uiText.live.connectingHelp },
  live: { label: uiText.live.live, help: uiText.live.liveHelp },
  reconnecting: { label: uiText.live.reconnecting, help: uiText.live.reconnectingHelp },
  polling: { label: uiText.live.polling, help: uiText.live.pollingHelp },
  paused: { label: uiText.live.paused, help: uiText.live.pausedHelp },
  offline: { label: uiText.live.offline, help: uiText.live.offlineHelp },
};

/** Says, in a word and a dot, whether what the page shows is up to date. Screen readers hear of changes. */
export function LiveIndicator() {
  const status = useLiveStatus();
  const { label, help } = words[status];
  return (
    <Tooltip content={help} dismissOnMouseOut>
      <span className="live-indicator" data-status={status} role="status" aria-live="polite" tabIndex={0}>
        <span className="live-indicator__dot" aria-hidden="true" />
        <Text as="span" variant="bodySm" tone="subdued">
          {label}
        </Text>
      </span>
    </Tooltip>
  );
}
